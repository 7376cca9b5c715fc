import type { Job } from '@polyspool/contracts/job-status';
import { Database } from '@polyspool/database/database';
import { People } from '@polyspool/database/people';
import { UploadRecords } from '@polyspool/database/upload-records';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { createApp } from '@polyspool/service/create-app';
import { createLogger } from '@polyspool/service/logger';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { testStores } from '@polyspool/service/testing/env';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { AppModule } from '../app.module.js';
import { configureGateway } from '../configure-gateway.js';

const probe = {
  demuxer: 'mov',
  durationSeconds: 30,
  audioTracks: [{ codec: 'aac', channels: 1, sampleRateHz: 16_000 }],
};

async function openGateway() {
  const database = await makeTestDatabase(testStores().TEST_DATABASE_URL);
  const folder = await mkdtemp(join(tmpdir(), 'jobs-spec-'));
  const quiet = readEnv(serviceEnv, { LOG_LEVEL: 'silent' });
  const env = {
    ...quiet,
    DATABASE_URL: database.url,
    JOB_STATUS_URL: 'http://127.0.0.1:9',
    STORAGE_URL: `file://${folder}`,
    LINK_SECRET: 'a secret that is long enough for a test',
    MAX_UPLOAD_BYTES: 1024,
    UPLOAD_SPOOL_DIR: folder,
    CONSOLE_DIR: undefined,
  };
  const app = await createApp(
    { name: 'gateway', module: AppModule.forRoot(env), env, configure: (made) => configureGateway(made, env) },
    await createLogger({ name: 'gateway', ...quiet }),
  );
  await app.init();
  const people = app.get(People);
  const anna = await people.ensure('Anna', 'user', 'key-of-anna');
  await people.ensure('Ben', 'user', 'key-of-ben');
  const upload = {
    id: v7(),
    userId: anna.id,
    kind: 'audio',
    name: 'a.wav',
    mediaType: 'audio/wav',
    bytes: 1,
    sha256: 'a',
    probe,
  } as const;
  await app.get(UploadRecords, { strict: false }).add(upload);
  const ask = (method: 'GET' | 'POST', url: string, payload?: object, headers: Record<string, string> = {}) =>
    app.inject({ method, url, payload, headers: { authorization: 'Bearer key-of-anna', ...headers } });
  return {
    app,
    ask,
    uploadId: upload.id,
    database: app.get(Database),
    close: async () => {
      await app.close();
      await database.drop();
      await rm(folder, { recursive: true });
    },
  };
}

const ben = { authorization: 'Bearer key-of-ben' };

describe('the jobs API', () => {
  let house: Awaited<ReturnType<typeof openGateway>>;
  beforeAll(async () => {
    house = await openGateway();
  });
  afterAll(() => house.close());
  const rows = async () => (await house.database.query<{ n: number }>('SELECT count(*)::int AS n FROM jobs'))[0]!.n;

  it('accepts a job with 202 and says where to look, without Redis', async () => {
    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`, { targetLanguage: 'es' });

    const job = answer.json<Job>();
    expect([answer.statusCode, job.status, job.percent, job.seq]).toEqual([202, 'queued', 0, 1]);
    expect(answer.headers).toMatchObject({ location: `/v1/jobs/${job.id}`, 'retry-after': '2' });
    expect(job.input).toMatchObject({ uploadId: house.uploadId, language: 'en', targetLanguage: 'es' });
  });

  it('answers a poll with 304 until something changes', async () => {
    const { id } = (await house.ask('POST', `/v1/videos/${house.uploadId}/process`)).json<Job>();
    const first = await house.ask('GET', `/v1/jobs/${id}`);

    const second = await house.ask('GET', `/v1/jobs/${id}`, undefined, { 'if-none-match': String(first.headers.etag) });

    expect(first.json<Job>().waiting).toMatchObject({ reason: 'Other jobs of its queue go first' });
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
    ['a range that ends before it starts', { startSeconds: 5, endSeconds: 4 }, 'input.invalid'],
  ])('refuses %s', async (_name, options, code) => {
    const answer = await house.ask('POST', `/v1/videos/${house.uploadId}/process`, options);

    expect(answer.json().code).toBe(code);
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

  it('describes itself from the contracts', async () => {
    const description = (await house.app.inject('/openapi.json')).json();
    const catalogue = (await house.ask('GET', '/v1/catalogue')).json();

    expect(description.openapi).toBe('3.1.0');
    expect(Object.keys(description.paths)).toEqual(
      expect.arrayContaining(['/v1/jobs', '/v1/uploads', '/v1/artifacts/{id}/content']),
    );
    expect(description.components.schemas['video.process.input'].properties.chunkSeconds.maximum).toBe(600);
    expect(catalogue.items.map((item: { type: string }) => item.type)).toEqual(['video.process', 'video.processChunk']);
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
