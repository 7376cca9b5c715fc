import type { Problem } from '@polyspool/contracts/job-status';
import { makeMedia } from '@polyspool/media/make-media';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { publish } from '../../testing/finished-video.js';
import { formOf, jsonOf, keys, openGateway, type TestGateway } from '../../testing/open-gateway.js';
import { lockedPdf, pdfOf } from '../../testing/pdf-files.js';
import type { PdfJob } from './pdf-status.js';

interface Started {
  readonly upload_id: string;
  readonly job_id: string | null;
  readonly status: string;
  readonly detail: string | null;
}

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await openGateway({ MAX_OPEN_JOBS: 2 });
});
afterAll(() => gateway.close());
afterEach(async () => {
  await gateway.database.execute('DELETE FROM jobs');
  await gateway.database.execute('DELETE FROM uploads');
});

const paper = pdfOf('Call me Ishmael.', 'Some years ago');
const send = (bytes: Buffer | string = paper, query = '', key?: string) =>
  gateway.ask('POST', `/api/v1/upload${query}`, key, { body: formOf(bytes, 'whale.pdf') });
const start = async (query?: string) => jsonOf<Started>(await send(paper, query));
const statusOf = async (id: string | null) => jsonOf<PdfJob>(await gateway.ask('GET', `/api/v1/status/${id}`));
const rows = async () => {
  const [row] = await gateway.database.query<{ jobs: number; uploads: number }>(
    'SELECT (SELECT count(*)::int FROM jobs) AS jobs, (SELECT count(*)::int FROM uploads) AS uploads',
  );
  return row;
};

/** As job-status would write it. */
const becomes = (id: string | null, status: string, step: string | null, percent: number) =>
  gateway.database.execute(
    `UPDATE jobs SET status = $2, step = $3, percent = $4, seq = seq + 1,
       finished_at = CASE WHEN $2 IN ('succeeded', 'failed', 'cancelled') THEN now() END WHERE id = $1`,
    [id, status, step, percent],
  );

describe('an upload to /api/v1/upload', () => {
  it('is a job at once, without Redis: its id is answered', async () => {
    const answer = await send();

    const { job_id: id, upload_id: uploadId, ...rest } = await jsonOf<Started>(answer);
    expect([answer.status, answer.headers.get('location')]).toEqual([202, `/v1/jobs/${id}`]);
    expect(rest).toEqual({ status: 'PENDING', detail: null });
    const job = await jsonOf(await gateway.ask('GET', `/v1/jobs/${id}`));
    expect(job).toMatchObject({ id, type: 'pdf.translate', input: { uploadId, targetLanguage: 'es' } });
  });

  it('says into which language, in which tone and which pages', async () => {
    const { job_id: id } = await start('?target_language=de&source_language=en&tone=formal&pages=2-');

    expect(await jsonOf(await gateway.ask('GET', `/v1/jobs/${id}`))).toMatchObject({
      input: { targetLanguage: 'de', language: 'en', tone: 'formal', pages: '2-' },
    });
  });

  it('is a new job over the same document when the same content comes again', async () => {
    const [first, again] = [await start(), await start()];

    expect(again.upload_id).toBe(first.upload_id);
    expect(again.job_id).not.toBe(first.job_id);
  });

  it('outlives a job that cannot be made, and says why', async () => {
    await start();
    await start();
    const other = pdfOf('Another one');

    const answer = await send(other);

    const body = await jsonOf<Started>(answer);
    expect([answer.status, answer.headers.get('location')]).toEqual([201, `/v1/uploads/${body.upload_id}`]);
    expect(body).toMatchObject({ job_id: null, status: 'FAILED', detail: expect.stringContaining('quota.jobs') });
    const content = await gateway.ask('GET', `/v1/uploads/${body.upload_id}/content`);
    expect(Buffer.from(await content.arrayBuffer())).toEqual(other);
    await gateway.database.execute('DELETE FROM jobs');
    expect(await jsonOf(await send(other))).toMatchObject({ upload_id: body.upload_id, status: 'PENDING' });
  });

  it('outlives a queue that takes nothing new', async () => {
    await gateway.database.execute(`INSERT INTO queue_controls (queue, state) VALUES ('pdf-extract', 'draining')`);
    const answer = await send().finally(() => gateway.database.execute('DELETE FROM queue_controls'));

    expect([answer.status, await jsonOf(answer)]).toMatchObject([201, { job_id: null }]);
    expect(await rows()).toEqual({ jobs: 0, uploads: 1 });
  });

  it('outlives what breaks inside, and does not tell what it was', async () => {
    await gateway.database.execute('ALTER TABLE jobs RENAME TO jobs_elsewhere');
    const answer = await send().finally(() => gateway.database.execute('ALTER TABLE jobs_elsewhere RENAME TO jobs'));

    const detail = 'An unexpected error. It has been logged. (internal)';
    expect([answer.status, await jsonOf(answer)]).toMatchObject([201, { job_id: null, detail }]);
  });

  it('asks for a password where one is needed, and keeps the document', async () => {
    const answer = await send(await lockedPdf(paper, 'ahab', gateway.folder));

    expect([answer.status, await jsonOf(answer)]).toMatchObject([422, { code: 'file.needsPassword' }]);
    expect(await rows()).toEqual({ jobs: 0, uploads: 1 });
  });

  it.each([
    ['no language', '?target_language=Spanish!', '/target_language'],
    ['no tone', '?tone=rude', '/tone'],
    ['an option that it does not know', '?colour=red', '/colour'],
  ])('is refused before it is taken: %s', async (_name, query, pointer) => {
    const answer = await send(paper, query);

    const { code, detail, errors } = await jsonOf<Problem>(answer);
    expect([answer.status, code, errors?.[0]?.pointer]).toEqual([400, 'input.invalid', pointer]);
    expect(detail).not.toBe('');
    expect(await rows()).toEqual({ jobs: 0, uploads: 0 });
  });

  it('is refused before it is taken where it is in the target language', async () => {
    const answer = await send(paper, '?source_language=ES&target_language=es');

    const { code, errors } = await jsonOf<Problem>(answer);
    expect([answer.status, code, errors?.[0]?.pointer]).toEqual([422, 'engine.unsupportedPair', '/target_language']);
    expect(await rows()).toEqual({ jobs: 0, uploads: 0 });
  });

  it('takes documents only, and only from those who have a key', async () => {
    const sound = await readFile(await makeMedia(join(gateway.folder, 'a.wav'), { seconds: 1, picture: false }));

    const answers = [await send(sound), await send('text'), await send(paper, '', 'wrong')];

    expect(answers.map(({ status }) => status)).toEqual([415, 415, 401]);
    expect((await jsonOf<Problem>(answers[0]!)).detail).toMatch(/PDF/);
    expect(await gateway.traces()).toMatchObject({ spooled: [], rows: [] });
  });
});

describe('/api/v1/status', () => {
  it('follows a job from stage to stage to its end', async () => {
    const { job_id: id } = await start();
    const seen = [await statusOf(id)];
    for (const step of ['extract', 'translate', 'tone', 'reconstruct']) {
      await becomes(id, 'running', step, 50.5);
      seen.push(await statusOf(id));
    }
    await publish(gateway, id!, 'translated.es.pdf', {});
    await becomes(id, 'succeeded', 'reconstruct', 100);
    seen.push(await statusOf(id));

    expect(seen.map(({ status, progress }) => `${status} ${progress}`)).toEqual([
      'PENDING 0',
      'EXTRACTING 50',
      'TRANSLATING 50',
      'CUSTOMIZING 50',
      'RECONSTRUCTING 50',
      'COMPLETED 100',
    ]);
    const { files, finished_at: finishedAt } = seen.at(-1)!;
    expect(finishedAt).not.toBeNull();
    expect(files).toMatchObject([{ name: 'translated.es.pdf' }]);
    expect((await gateway.ask('GET', files[0]!.url)).status).toBe(200);
  });

  it('forecasts the end by what other documents took', async () => {
    const { job_id: id } = await start();
    await gateway.database.execute(
      `UPDATE jobs SET status = 'running', started_at = now() - interval '10 seconds', percent = 50 WHERE id = $1`,
      [id],
    );

    const { eta, eta_seconds: seconds } = await statusOf(id);

    expect(Date.parse(eta!)).toBeGreaterThan(Date.now());
    expect(seconds).toBeGreaterThan(5);
    expect(seconds).toBeLessThan(15);
  });

  it('asks to be asked again until the job has ended', async () => {
    const { job_id: id } = await start();
    const waits = await gateway.ask('GET', `/api/v1/status/${id}`);
    await becomes(id, 'failed', 'extract', 20);
    const ended = await gateway.ask('GET', `/api/v1/status/${id}`);

    expect([waits, ended].map(({ headers }) => headers.get('retry-after'))).toEqual(['2', null]);
    expect(await jsonOf(ended)).toMatchObject({ status: 'FAILED', progress: 20 });
  });

  it('tells nothing of the jobs of others, and of none that there is not', async () => {
    const { job_id: id } = await start();

    const answers = await Promise.all([
      gateway.ask('GET', `/api/v1/status/${id}`, keys.ben),
      gateway.ask('GET', `/api/v1/status/${v7()}`),
      gateway.ask('GET', '/api/v1/status/17'),
    ]);

    for (const answer of answers) expect(await jsonOf(answer)).toMatchObject({ status: 404, code: 'job.unknown' });
    expect((await gateway.ask('GET', `/api/v1/status/${id}`, keys.operator)).status).toBe(200);
  });
});
