import type { Problem } from '@polyspool/contracts/job-status';
import { v7 } from 'uuid';
import { addUpload, jsonClient } from '../../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../../testing/open-gateway.js';

interface Started {
  readonly task_id: string;
  readonly status_url: string;
}

let gateway: TestGateway;
let client: ReturnType<typeof jsonClient>;
let video: string;
beforeAll(async () => {
  gateway = await openGateway();
  client = jsonClient(gateway);
  video = await addUpload(gateway, 'input.mkv');
});
afterAll(() => gateway.close());

const start = async (query = '', path = `/api/videos/${video}/process`) =>
  (await client<Started>('POST', path + query)).body.task_id;
const becomes = (id: string, status: string) =>
  gateway.database.execute(
    `UPDATE jobs SET status = $2, finished_at = CASE WHEN $2 <> 'running' THEN now() END WHERE id = $1`,
    [id, status],
  );

describe('a double click', () => {
  it('is one job, until that has ended; then it is the next one', async () => {
    const [first, again] = await Promise.all([start(), start()]);
    const other = await start('?end_time=10');
    await becomes(first!, 'failed');
    const [next, nextAgain] = [await start(), await start()];

    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(next).not.toBe(first);
    expect(nextAgain).toBe(next);
  });

  it('is as many jobs as there are keys where the caller gives some', async () => {
    const headers = (key: string) => ({ headers: { 'idempotency-key': key } });
    const send = async (key: string) => {
      const answer = await gateway.ask('POST', `/api/videos/${video}/process`, keys.anna, headers(key));
      return ((await answer.json()) as Started).task_id;
    };

    const [one, same, two] = [await send('one'), await send('one'), await send('two')];

    expect(same).toBe(one);
    expect(two).not.toBe(one);
  });
});

describe('a task', () => {
  it('is unknown to others, who cannot end it either', async () => {
    const id = await start('?start_time=1');

    const asks = [
      ['GET', `/api/tasks/${id}/status`],
      ['DELETE', `/api/tasks/${id}`],
      ['GET', `/api/task/result/${id}`],
      ['POST', `/api/task/revoke/${id}`],
    ] as const;
    for (const [method, path] of asks) {
      expect(await client<Problem>(method, path, undefined, keys.ben)).toMatchObject({
        status: 404,
        body: { code: 'job.unknown', detail: expect.any(String) },
      });
    }
    expect((await client(...asks[0])).body).toMatchObject({ state: 'pending' });
  });

  it('is no news to who knows it, until something happens (R009, R017)', async () => {
    const path = `/api/tasks/${await start('?start_time=3')}/status`;
    const known = (await client('GET', path)).headers.get('etag')!; // every poll has one
    const again = await gateway.ask('GET', path, keys.anna, { headers: { 'if-none-match': known } });

    expect([again.status, again.headers.get('retry-after')]).toEqual([304, '2']);
  });

  it('that is ended twice is over (R085)', async () => {
    const id = await start('?start_time=2');
    const answers = [await client('DELETE', `/api/tasks/${id}`), await client('DELETE', `/api/tasks/${id}`)];

    for (const { status, body } of answers) {
      expect([status, body]).toEqual([200, { status: 'cancelled', task_id: id }]);
    }
    expect((await client('GET', `/api/tasks/${id}/status`)).body).toMatchObject({
      state: 'revoked',
      message: 'Task is in REVOKED state',
    });
  });

  it('tells on every answer, also of a refusal, where its like is now', async () => {
    const id = v7();

    for (const key of [keys.anna, 'wrong']) {
      const { status, headers } = await client('GET', `/api/tasks/${id}/status`, undefined, key);
      expect(status).toBe(key === keys.anna ? 404 : 401);
      expect(headers.get('deprecation')).toMatch(/^@\d{10}$/);
      expect(headers.get('link')).toBe(`</v1/jobs/${id}>; rel="successor-version"`);
    }
    expect((await client('GET', `/v1/jobs/${id}`)).headers.get('deprecation')).toBeNull();
  });
});

describe('a call of a task by name', () => {
  const apply = (name: string, body: object, key?: string) =>
    client<{ 'task-id': string }>('POST', `/api/task/async-apply/${name}`, body, key);

  it('takes arguments in their places or by name, a file by the name it had, and what Celery says of times', async () => {
    const kwargs = { video_path: '/videos/input.mkv', output_dir: 'output/' };
    const answers = [
      await apply('langflix.tasks.tasks.process_video_content', { kwargs }),
      await apply('process_video_content', { args: [`/v1/uploads/${video}`], countdown: 3600, queue: 'celery' }),
    ];

    for (const { status, body } of answers) {
      expect([status, body]).toEqual([200, { 'task-id': expect.any(String), state: 'PENDING' }]);
      const { body: job } = await client('GET', `/v1/jobs/${body['task-id']}`);
      expect(job).toMatchObject({ type: 'video.processContent', input: { uploadId: video, targetLanguage: 'es' } });
    }
    const { body: later } = await client('GET', `/v1/jobs/${answers[1]!.body['task-id']}`);
    expect(later).toMatchObject({ status: 'scheduled' });
  });

  it.each([
    [
      { time_limit: 60, soft_time_limit: 50 },
      { hardSeconds: 60, softSeconds: 50 },
    ],
    [{ time_limit: 60 }, { hardSeconds: 60, softSeconds: 60 }],
    [
      { soft_time_limit: 50, time_limit: 864_000 },
      { hardSeconds: 1_800, softSeconds: 50 },
    ],
    [{ soft_time_limit: 864_000 }, { hardSeconds: 1_800, softSeconds: 1_500 }],
  ])('may say %j, up to what its kind may have', async (limits, taken) => {
    const { body } = await apply('process_video_content', { args: ['input.mkv'], countdown: 3600, ...limits });

    expect((await client('GET', `/v1/jobs/${body['task-id']}`)).body).toMatchObject({ limits: taken });
  });

  it.each([
    ['an unknown task', 'make_coffee', {}, [404, undefined]],
    ['an unknown argument', 'process_video_content', { kwargs: { video: 'input.mkv' } }, [400, '/kwargs/video_path']],
    ['too many arguments', 'debug_task', { args: [1] }, [400, '/args']],
    ['an argument twice', 'cleanup_old_files', { args: [7], kwargs: { days: 8 } }, [400, '/kwargs/days']],
    ['an unknown queue', 'debug_task', { queue: 'coffee' }, [400, '/queue']],
    ['a file that nobody sent', 'process_video_content', { args: ['nowhere.mkv'] }, [404, undefined]],
    ['what is for operators', 'cleanup_old_files', { kwargs: { days: 7 } }, [403, undefined]],
  ] as const)('is refused with %s', async (_, name, body, [status, pointer]) => {
    const answer = await apply(name, body);

    expect(answer).toMatchObject({ status, body: { detail: expect.any(String) } });
    expect((answer.body as unknown as Problem).errors?.[0]?.pointer).toBe(pointer);
  });

  it('by an operator is in the audit log', async () => {
    const { body } = await apply('cleanup_old_files', { kwargs: { days: 7, dry_run: true } }, keys.operator);

    const { body: audit } = await client('GET', '/v1/admin/audit?limit=1', undefined, keys.admin);
    expect(audit).toMatchObject({
      items: [{ action: 'job.start', subject: 'maintenance.cleanupOldFiles', detail: { jobId: body['task-id'] } }],
    });
  });
});
