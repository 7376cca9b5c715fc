import { catalogue } from '@polyspool/contracts/catalogue';
import type { Job } from '@polyspool/contracts/job-status';
import { UploadRecords } from '@polyspool/database/upload-records';
import { v7 } from 'uuid';
import { keys, openGateway } from '../testing/open-gateway.js';

const probe = {
  demuxer: 'mov',
  durationSeconds: 30,
  audioTracks: [{ codec: 'aac', channels: 1, sampleRateHz: 16_000 }],
};

/** A gateway on which Anna has an upload of half a minute. */
async function openHouse() {
  const gateway = await openGateway();
  const { app, database, close } = gateway;
  const upload = {
    id: v7(),
    userId: gateway.anna.id,
    kind: 'audio',
    name: 'a.wav',
    mediaType: 'audio/wav',
    bytes: 1,
    sha256: 'a',
    probe,
  } as const;
  await app.get(UploadRecords, { strict: false }).add(upload);
  const ask = (method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = {}) =>
    app.inject({ method, url, payload, headers: { authorization: `Bearer ${keys.anna}`, ...headers } });
  return { app, ask, uploadId: upload.id, database, lines: gateway.lines, close };
}

const ben = { authorization: `Bearer ${keys.ben}` };

describe('the jobs API', () => {
  let house: Awaited<ReturnType<typeof openHouse>>;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  const rows = async () => (await house.database.query<{ n: number }>('SELECT count(*)::int AS n FROM jobs'))[0]!.n;

  it('accepts a job with 202 and says where to look, without Redis', async () => {
    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`, { targetLanguage: 'es' });

    const job = answer.json<Job>();
    expect([answer.statusCode, job.status, job.percent, job.seq]).toEqual([202, 'queued', 0, 1]);
    expect(answer.headers).toMatchObject({ location: `/v1/jobs/${job.id}`, 'retry-after': '2' });
    expect(job.input).toMatchObject({ uploadId: house.uploadId, targetLanguage: 'es', chunkSeconds: 60 });
  });

  it('gives a job the trace id of its request, also where nobody listens to traces', async () => {
    const traceparent = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
    const process = `/v1/videos/${house.uploadId}/process`;

    const own = (await house.ask('POST', process, {})).json<Job>();
    const given = (await house.ask('POST', process, {}, { traceparent })).json<Job>();

    expect(own.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(given.traceId).toBe('a'.repeat(32));
    expect(house.lines.filter(({ traceId }) => traceId === own.traceId)).toMatchObject([
      { msg: 'Job enqueued' },
      { msg: 'Request answered' },
    ]);
  });

  it('links to the trace, for operators and administrators', async () => {
    const { id, traceId } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();
    const traceUrl = `http://jaeger.local/trace/${traceId}?uiFind=${id}`;
    const answersTo = async (key: string) => {
      const headers = { authorization: `Bearer ${key}` };
      const get = async (path: string) => (await house.ask('GET', path, undefined, headers)).json();
      const list = await get('/v1/jobs');
      const { job } = await get(`/v1/jobs/${id}/tree`);
      const listed = list.items.find((one: Job) => one.id === id);
      return [await get(`/v1/jobs/${id}`), job, listed].map((one: Job) => one.traceUrl);
    };

    expect(await answersTo(keys.operator)).toEqual([traceUrl, traceUrl, traceUrl]);
    expect(await answersTo(keys.anna)).toEqual([undefined, undefined, undefined]);
  });

  it('answers a poll with 304 until something changes', async () => {
    const { id } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();
    const first = await house.ask('GET', `/v1/jobs/${id}`);

    const second = await house.ask('GET', `/v1/jobs/${id}`, undefined, { 'if-none-match': String(first.headers.etag) });

    expect(first.json<Job>().waiting).toMatchObject({ reason: 'noWorker' });
    expect([second.statusCode, second.body]).toEqual([304, '']);
  });

  it.each([
    ['an unknown type', { type: 'video.dance', input: {} }, [400, 'job.unknownType', undefined]],
    ['a missing field', { type: 'video.process', input: {} }, [400, 'input.invalid', '/uploadId']],
    [
      'an unknown field',
      { type: 'video.process', input: { uploadId: v7(), colour: 1 } },
      [400, 'input.invalid', '/colour'],
    ],
    ['a field beside the input', { type: 'video.process', input: {}, when: 1 }, [400, 'input.invalid', '/when']],
    [
      'no language tag',
      { type: 'video.process', input: { uploadId: v7(), language: '../x' } },
      [400, 'input.invalid', '/language'],
    ],
    ['an unknown upload', { type: 'video.process', input: { uploadId: v7() } }, [404, 'upload.unknown', undefined]],
  ])('refuses %s and stores nothing', async (_name, body, problem) => {
    const before = await rows();

    const answer = await house.ask('POST', '/v1/jobs', body);

    expect([answer.statusCode, answer.json().code, answer.json().errors?.[0]?.pointer]).toEqual(problem);
    expect(answer.headers['content-type']).toMatch('application/problem+json');
    expect(await rows()).toBe(before);
  });

  it.each([
    ['a track that is not there', { audioTrack: 3 }, 'media.noAudio'],
    ['a range behind the end', { startSeconds: 31 }, 'media.rangeOutside'],
    ['a range that goes on behind the end', { startSeconds: 5, endSeconds: 32 }, 'media.rangeOutside'],
    ['a range that ends before it starts', { startSeconds: 5, endSeconds: 4 }, 'input.invalid'],
  ])('refuses %s', async (_name, options, code) => {
    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`, options);

    expect(answer.json().code).toBe(code);
  });

  it('keeps short jobs apart from long ones', async () => {
    const process = `/v1/videos/${house.uploadId}/process`;
    const [whole, clip] = [await house.ask('POST', process), await house.ask('POST', process, { startSeconds: 10 })];

    const queueOf = async (answer: typeof whole) => {
      const { id } = answer.json<Job>();
      return (await house.database.query<{ queue: string }>('SELECT queue FROM jobs WHERE id = $1', [id]))[0]?.queue;
    };
    expect([await queueOf(whole), await queueOf(clip)]).toEqual(['video', 'video-short']);
  });

  it('knows how much there is to do before anybody has begun', async () => {
    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`, { startSeconds: 5 });

    const columns = 'work_unit AS unit, work_amount AS amount';
    const [work] = await house.database.query(`SELECT ${columns} FROM jobs WHERE id = $1`, [answer.json<Job>().id]);
    expect(work).toEqual({ unit: 'mediaSeconds', amount: 25 });
  });

  it('takes an end that was rounded up', async () => {
    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`, { endSeconds: 31 });

    expect(answer.statusCode).toBe(202);
  });

  it('shows nobody the jobs of others', async () => {
    const { id } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();

    const answers = await Promise.all([
      house.ask('GET', `/v1/jobs/${id}`, undefined, ben),
      house.ask('GET', `/v1/jobs/${id}/tree`, undefined, ben),
      house.ask('GET', `/v1/jobs/${id}/artifacts`, undefined, ben),
      house.ask('POST', `/v1/jobs/${id}/cancel`, undefined, ben),
      house.ask('POST', `/v1/videos/${house.uploadId}/process`, {}, ben),
    ]);

    expect(answers.map((answer) => answer.statusCode)).toEqual([404, 404, 404, 404, 404]);
    expect((await house.ask('GET', '/v1/jobs', undefined, ben)).json()).toEqual({ items: [] });
  });

  it.each([
    ['no key', undefined, 'auth.missing'],
    ['a wrong key', 'Bearer nobody', 'auth.invalid'],
  ])('asks for a key: %s', async (_name, authorization, code) => {
    const answer = await house.app.inject({ url: '/v1/jobs', headers: authorization ? { authorization } : {} });

    expect([answer.statusCode, answer.json().code]).toEqual([401, code]);
  });

  it('answers an id that is no id as unknown', async () => {
    expect((await house.ask('GET', '/v1/jobs/none')).json().code).toBe('job.unknown');
  });

  it('gives the list page by page, newest first', async () => {
    for (let count = 0; count < 3; count += 1) await house.ask('POST', `/v1/videos/${house.uploadId}/process`);

    const all = (await house.ask('GET', '/v1/jobs?limit=200')).json();
    const first = (await house.ask('GET', '/v1/jobs?limit=2')).json();
    const second = (await house.ask('GET', `/v1/jobs?limit=2&cursor=${first.nextCursor}`)).json();

    const ids = (page: { items: Job[] }) => page.items.map((job) => job.id);
    expect([...ids(first), ...ids(second)]).toEqual(ids(all).slice(0, 4));
    expect((await house.ask('GET', '/v1/jobs?cursor=%2e%2e')).json().code).toBe('input.invalid');
  });

  it('cancels a waiting job at once, and refuses to cancel it twice', async () => {
    const { id } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();

    const first = await house.ask('POST', `/v1/jobs/${id}/cancel`);
    const second = await house.ask('POST', `/v1/jobs/${id}/cancel`);

    expect([first.statusCode, first.json().status]).toEqual([202, 'cancelled']);
    expect([second.statusCode, second.json().code]).toEqual([409, 'job.alreadyFinished']);
  });

  it('cancels when JSON is announced and nothing sent', async () => {
    const { id } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();
    const headers = { 'content-type': 'application/json' };

    const answer = await house.ask('POST', `/v1/jobs/${id}/cancel`, undefined, headers);

    expect([answer.statusCode, answer.json().status]).toEqual([202, 'cancelled']);
  });

  it('runs an ended job again, and refuses one that has not ended', async () => {
    const { id } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();
    const early = await house.ask('POST', `/v1/jobs/${id}/resume`);
    await house.ask('POST', `/v1/jobs/${id}/cancel`);

    const again = await house.ask('POST', `/v1/jobs/${id}/resume`);

    expect([early.statusCode, early.json().code]).toEqual([409, 'job.notResumable']);
    expect([again.statusCode, again.json().status, again.json().run]).toEqual([202, 'queued', 2]);
    expect(again.headers.location).toBe(`/v1/jobs/${id}`);
    expect((await house.ask('POST', `/v1/jobs/${id}/resume`, undefined, ben)).statusCode).toBe(404);
  });

  it('lists every job kind as data', async () => {
    const { items } = (await house.ask('GET', '/v1/catalogue')).json();

    const types = items.map((item: { type: string }) => item.type);
    expect(types).toEqual(
      [...catalogue.values()].filter(({ audience }) => audience !== 'operators').map(({ name }) => name),
    );
    expect(items[types.indexOf('video.process')]).toMatchObject({
      queue: 'video',
      input: { properties: { chunkSeconds: { maximum: 600 } } },
    });
  });

  it('holds a user to the number of open jobs', async () => {
    await house.database.execute(
      `INSERT INTO jobs (id, user_id, type, queue, input) SELECT gen_random_uuid(), user_id, type, queue, input FROM jobs
       CROSS JOIN generate_series(1, 200) WHERE id = (SELECT id FROM jobs LIMIT 1)`,
    );

    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`);

    expect([answer.statusCode, answer.json().code]).toEqual([429, 'quota.jobs']);
  });
});
