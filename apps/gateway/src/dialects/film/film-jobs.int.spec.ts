import type { Job, Problem } from '@polyspool/contracts/job-status';
import type { Project } from '@polyspool/contracts/projects';
import { v7 } from 'uuid';
import { end, jsonClient } from '../../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../../testing/open-gateway.js';
import type { JobCancelResponse, JobListResponse, JobResponse } from './film-job.js';

/** The answers' own `status` is a word, and stands in its place. */
type Fault = Omit<Problem, 'status'>;

describe('jobs as the video generation system before this one had them', () => {
  let gateway: TestGateway;
  let send: ReturnType<typeof jsonClient>;
  let project: Project;
  beforeAll(async () => {
    gateway = await openGateway();
    send = jsonClient(gateway);
    project = (await send<Project>('POST', '/v1/projects', { name: 'Lighthouse' })).body;
  });
  afterAll(() => gateway.close());

  const start = async (projectId?: string) =>
    (await send<Job>('POST', '/v1/generations', { script: 'The keeper climbs.', projectId })).body.id;
  const find = async (id: string, key?: string) => send<JobResponse>('GET', `/api/jobs/${id}`, undefined, key);

  it('tell their type, stage and times (R249, R258, R261, R264, R276)', async () => {
    const id = await start(project.id);
    await gateway.database.execute(
      `UPDATE jobs SET status = 'running', percent = 45.501, step = 'assets', message = 'Generating images',
         started_at = now() WHERE id = $1`,
      [id],
    );

    const { status, headers, body } = await find(id);

    expect([status, headers.get('retry-after')]).toEqual([200, '2']);
    expect([headers.get('deprecation'), headers.get('link')]).toEqual([
      expect.stringMatching(/^@\d+$/),
      `</v1/jobs/${id}>; rel="successor-version"`,
    ]);
    expect(body).toEqual({
      ...{ id, job_id: id, celery_task_id: id, project_id: project.id, job_type: 'full_video' },
      ...{ status: 'processing', progress: 45.5, current_stage: 'Generating images' },
      ...{ error_message: null, result: null, completed_at: null },
      created_at: expect.any(String),
      started_at: expect.any(String),
    });
  });

  it('are listed by project, page by page (R255, R262)', async () => {
    const other = (await send<Project>('POST', '/v1/projects', { name: 'Harbour' })).body;
    const ids = [await start(other.id), await start(other.id), await start(other.id)];
    await start();
    const list = async (query: string) => (await send<JobListResponse>('GET', `/api/jobs?${query}`)).body;

    const first = await list(`project_id=${other.id}&limit=2`);
    const last = await list(`project_id=${other.id}&limit=2&cursor=${first.next_cursor}`);

    expect([first.jobs.map(({ id }) => id), last.jobs.map(({ id }) => id)]).toEqual([[ids[2], ids[1]], [ids[0]]]);
    expect(last.next_cursor).toBeNull();
  });

  it('of a project that there is not, or that is of others, are none: 404 (R260)', async () => {
    const asked = [['12', keys.anna] as const, [v7(), keys.anna] as const, [project.id, keys.ben] as const];

    for (const [id, key] of asked) {
      const { status, body } = await send<Problem>('GET', `/api/jobs?project_id=${id}`, undefined, key);
      expect([status, body.code, typeof body.detail]).toEqual([404, 'project.unknown', 'string']);
    }
    expect((await send('POST', '/v1/generations', { script: 'A.', projectId: v7() })).status).toBe(404);
  });

  it('are cancelled while they wait or run, and once only (R254, R263)', async () => {
    const waits = await start();
    const runs = await start();
    await gateway.database.execute(`DELETE FROM outbox WHERE job_id = $1`, [runs]);
    await gateway.database.execute(`UPDATE jobs SET status = 'running', started_at = now() WHERE id = $1`, [runs]);
    const cancel = (id: string) => send<JobCancelResponse & Fault>('POST', `/api/jobs/${id}/cancel`);

    const answers = [await cancel(waits), await cancel(runs), await cancel(waits)];

    expect(answers.map(({ status, body }) => [status, body.message ?? body.code])).toEqual([
      [200, 'Job cancelled'],
      [200, 'Job is being cancelled'],
      [409, 'job.alreadyFinished'],
    ]);
    expect(answers[0]!.body).toMatchObject({ job_id: waits, status: 'cancelled' });
    expect([(await find(waits)).body.status, (await find(runs)).body.status]).toEqual(['cancelled', 'processing']);
  });

  it('say why they failed (R253)', async () => {
    const id = await start();
    await end(gateway, id, 'failed');
    await gateway.database.execute(
      `UPDATE jobs SET error = '{"code": "script.empty", "detail": "Nothing to say"}' WHERE id = $1`,
      [id],
    );

    const { headers, body } = await find(id);

    expect([body.status, body.error_message, headers.get('retry-after')]).toEqual(['failed', 'Nothing to say', null]);
  });

  it('are nobody else’s (R249)', async () => {
    const id = await start();

    const answers = [await find(id, keys.ben), await find(v7()), await find('17'), await find(id, keys.operator)];

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 200]);
    expect((await send('POST', `/api/jobs/${id}/cancel`, undefined, keys.ben)).status).toBe(404);
  });
});
