import type { Job, Problem } from '@polyspool/contracts/job-status';
import type { Me } from '@polyspool/contracts/people';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { v7 } from 'uuid';
import { addUpload, end, jsonClient } from '../../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../../testing/open-gateway.js';
import type { CorpusTaskList, CorpusTaskStatus, StartedTask } from './corpus-task.js';

/** The answers' own `status` is a word, and stands in its place. */
type Fault = Omit<Problem, 'status'>;

const at = '/api/v1/tasks';

describe('tasks as the corpus before this one had them', () => {
  let gateway: TestGateway;
  let send: ReturnType<typeof jsonClient>;
  let record: CorpusRecord;
  beforeAll(async () => {
    gateway = await openGateway();
    send = jsonClient(gateway);
    const uploadId = await addUpload(gateway, 'story.wav');
    record = (await send<CorpusRecord>('POST', '/v1/records', { title: 'కథ', uploadId, language: 'te' })).body;
  });
  afterAll(() => gateway.close());

  const post = (path: string, body?: object, key?: string) =>
    send<StartedTask & Fault>('POST', `${at}/${path}`, body, key);
  const jobOf = async ({ body }: Awaited<ReturnType<typeof post>>, key?: string) =>
    (await send<Job>('GET', `/v1/jobs/${body.task_id}`, undefined, key)).body;
  const statusOf = async (id: string) => (await send<CorpusTaskStatus>('GET', `${at}/status/${id}`)).body;

  it('are started on a record (R309, R318)', async () => {
    const started = await post(`process-audio/${record.id}`);

    const { task_id: id } = started.body;
    expect([started.status, started.headers.get('location')]).toEqual([202, `/v1/jobs/${id}`]);
    expect(started.body).toEqual({
      task_id: id,
      task_name: 'process_audio_file',
      status: 'PENDING',
      message: `Audio processing started for record ${record.id}`,
    });
    expect(started.headers.get('link')).toBe(`</v1/records/${record.id}/process-audio>; rel="successor-version"`);
    expect(await jobOf(started)).toMatchObject({ type: 'corpus.processAudio', input: { recordId: record.id } });
  });

  it('are the same while they have not ended: a double click is one (R309)', async () => {
    const first = await post(`analyze-content/${record.id}`);
    const again = await post(`analyze-content/${record.id}`);
    await end(gateway, first.body.task_id);
    const next = await post(`analyze-content/${record.id}`);

    expect(again.body.task_id).toBe(first.body.task_id);
    expect(next.body.task_id).not.toBe(first.body.task_id);
  });

  it.each([
    ['batch-process', 'batch_process_files', { type: 'corpus.batchProcess', input: { action: 'processAudio' } }],
    ['batch-language-detection', 'batch_language_detection', { input: { action: 'analyzeContent' } }],
  ])('work on many records: %s (R320, R327)', async (path, name, job) => {
    const ofNamed = await post(path, { record_ids: [record.id] });
    const ofList = await post(path, [record.id]);

    expect(ofNamed.body).toMatchObject({ task_name: name, message: expect.stringMatching(/for 1 records$/) });
    expect(await jobOf(ofNamed)).toMatchObject(job);
    expect(ofList.body.task_id).toBe(ofNamed.body.task_id);
  });

  it('are refused on records that there are not, or that are of others (R309)', async () => {
    const answers = [
      await post('process-audio/123'),
      await post(`process-audio/${v7()}`),
      await post(`analyze-content/${record.id}`, undefined, keys.ben),
    ];

    for (const { status, body } of answers) {
      expect([status, body.code, typeof body.detail]).toEqual([404, 'record.unknown', 'string']);
    }
    expect((await post('batch-process', { record_ids: [v7()] })).status).toBe(404);
    expect((await post('batch-process', { records: [record.id] })).status).toBe(400);
    expect((await post(`process-audio/${record.id}`, { file_path: '/etc/passwd' })).status).toBe(400);
  });

  it('report on oneself, for thirty days where none are named (R312, R333)', async () => {
    const may = { start_date: '2025-05-01', end_date: '2025-05-31' };
    const named = await post('reports/user', may);
    const inAddress = await post('reports/user?end_date=2025-05-31');
    const { id } = (await send<Me>('GET', '/v1/me')).body;

    expect(await jobOf(named)).toMatchObject({
      type: 'reports.user',
      input: { startDate: '2025-05-01', endDate: '2025-05-31' },
    });
    expect((await jobOf(inAddress)).input).toMatchObject({ startDate: '2025-05-01', endDate: '2025-05-31' });
    expect((await post('reports/user', { target_user_id: id }, keys.ben)).status).toBe(403);
    expect((await post('reports/user', { target_user_id: id }, keys.operator)).status).toBe(202);
    expect((await post('reports/user', { start_date: '2025-06-01', end_date: '2025-05-31' })).body.code).toBe(
      'input.invalid',
    );
  });

  it.each([
    ['send-notification', { recipients: ['user@example.com'], subject: 'S', message: 'M' }, 'notifications.send'],
    ['system-alert?alert_type=disk&message=full&severity=critical', undefined, 'notifications.systemAlert'],
    ['maintenance/cleanup?days_old=30&dry_run=true', undefined, 'maintenance.cleanupOldFiles'],
    ['maintenance/optimize-db', undefined, 'maintenance.optimizeDatabase'],
    ['maintenance/health-check', undefined, 'system.healthCheck'],
    ['reports/daily', { report_date: '2025-05-30' }, 'reports.daily'],
  ])('that concern everybody are for operators: %s (R310, R311, R314)', async (path, body, type) => {
    const { status, body: refused } = await post(path, body);
    const started = await post(path, body, keys.admin);

    expect([status, refused.code, typeof refused.detail]).toEqual([403, 'auth.forbidden', 'string']);
    expect(started.status).toBe(202);
    expect(await jobOf(started, keys.admin)).toMatchObject({ type });
    const audit = await send<{ items: object[] }>('GET', `/v1/admin/audit?subject=${type}`, undefined, keys.admin);
    expect(audit.body.items).toMatchObject([{ action: 'job.start', detail: { jobId: started.body.task_id } }]);
  });

  it('say what is wrong with a message, and where (R310)', async () => {
    const letter = { recipients: ['nobody'], subject: '', message: 'M' };

    const { status, body } = await post('send-notification', letter, keys.admin);

    expect([status, body.errors?.map(({ pointer }) => pointer)]).toEqual([400, ['/recipients/0', '/subject']]);
  });

  it('count the corpus, and take away what is kept of oneself (R326, R335)', async () => {
    const counted = await post('generate-statistics?user_specific=true');
    const taken = await post('export-data', { export_format: 'json' });

    expect(await jobOf(counted)).toMatchObject({ type: 'reports.corpusStatistics' });
    expect(await jobOf(taken)).toMatchObject({ type: 'gdpr.export', limits: { hardSeconds: 7_200 } });
    expect((await post('export-data?export_format=csv')).status).toBe(400);
  });

  it('tell their state in the words of Celery, and their progress (R313)', async () => {
    const { body } = await post(`process-audio/${record.id}`);
    const becomes = (change: string) =>
      gateway.database.execute(`UPDATE jobs SET ${change} WHERE id = $1`, [body.task_id]);
    const seen = [await statusOf(body.task_id)];
    await becomes(`status = 'running', started_at = now()`);
    seen.push(await statusOf(body.task_id));
    await becomes(`percent = 45.5, step = 'measure', message = 'Measuring'`);
    seen.push(await statusOf(body.task_id));
    await becomes(`status = 'retrying'`);
    seen.push(await statusOf(body.task_id));
    await becomes(
      `status = 'failed', error = '{"code": "media.unreadable", "detail": "Damaged"}', finished_at = now()`,
    );
    seen.push(await statusOf(body.task_id));

    expect(seen.map(({ status }) => status)).toEqual(['PENDING', 'STARTED', 'PROGRESS', 'RETRY', 'FAILURE']);
    expect(seen.map(({ progress }) => progress)[0]).toBeNull();
    expect(seen[2]!.progress).toEqual({ current: 45, total: 100, percent: 45.5, status: 'Measuring' });
    expect(seen[4]).toMatchObject({
      task_name: 'process_audio_file',
      result: null,
      error: 'Damaged',
      traceback: 'media.unreadable: Damaged',
    });
  });

  it('are cancelled (R316)', async () => {
    const { body } = await post('reports/user', { start_date: '2024-01-01', end_date: '2024-01-31' });
    const cancel = () => send<Fault & { message: string }>('DELETE', `${at}/cancel/${body.task_id}`);

    const [done, again] = [await cancel(), await cancel()];

    expect([done.status, done.body.message]).toEqual([200, `Task ${body.task_id} cancellation requested`]);
    expect([again.status, again.body.code]).toEqual([409, 'job.alreadyFinished']);
    expect((await statusOf(body.task_id)).status).toBe('REVOKED');
    expect((await send('DELETE', `${at}/cancel/abc`)).status).toBe(404);
    expect((await send('DELETE', `${at}/cancel/${body.task_id}`, undefined, keys.ben)).status).toBe(404);
  });

  it('of everybody are listed for operators (R314, R315)', async () => {
    const runAt = new Date(Date.now() + 3_600_000).toISOString();
    await send('POST', '/v1/jobs', {
      type: 'reports.user',
      input: { startDate: runAt.slice(0, 10), endDate: runAt.slice(0, 10) },
      runAt,
    });
    const { body: running } = await post(`process-audio/${record.id}`);
    await gateway.database.execute(`UPDATE jobs SET status = 'running', started_at = now() WHERE id = $1`, [
      running.task_id,
    ]);
    const list = (which: string, key?: string) => send<CorpusTaskList>('GET', `${at}/${which}`, undefined, key);

    const [active, scheduled] = [await list('active', keys.admin), await list('scheduled', keys.admin)];

    expect([active.body.total_count, scheduled.body.total_count]).toEqual([1, 1]);
    expect(active.body.tasks).toMatchObject([
      { task_id: running.task_id, task_name: 'process_audio_file', time_start: expect.any(String), eta: null },
    ]);
    expect(scheduled.body.tasks).toMatchObject([{ task_name: 'generate_user_report', eta: runAt, time_start: null }]);
    expect([(await list('active')).status, (await list('scheduled')).status]).toEqual([403, 403]);
  });
});
