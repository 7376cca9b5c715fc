import { type InAppNotification, notificationJobs } from '@polyspool/contracts/notifications';
import type { NewJob } from '@polyspool/database/accept-job';
import { raiseAlerts } from '@polyspool/database/alerts';
import { newJobId } from '@polyspool/jobs/job-ids';
import { randomUUID } from 'node:crypto';
import { AlertCarrier } from '../alerts/alert-carrier.js';
import { type House, openHouse } from '../testing-house.js';
import { EndedJobsReader } from './ended-jobs-reader.js';

const { processingComplete, systemAlert } = notificationJobs;

interface Ending {
  readonly status?: string;
  readonly seconds?: number;
  readonly run?: number;
}

describe('what is told of by itself', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse({ ALERT_MAILS: ['oncall@example.org'] });
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    house.smtp.taken.length = 0;
    await house.database.execute('TRUNCATE jobs, alerts, alert_times CASCADE');
  });

  /** A job as job-status leaves it when it has ended, with one file. */
  const ended = async (
    userId: string,
    { status = 'succeeded', seconds = 60, run = 1, ...job }: Partial<NewJob> & Ending = {},
  ) => {
    const made = { id: newJobId(), userId, type: 'video.process', queue: 'video', input: {}, ...job };
    const { id } = await house.jobs.accept(made, 100);
    const error = status === 'failed' ? { code: 'media.noAudio', detail: 'ffprobe says so' } : null;
    await house.database.execute(
      `UPDATE jobs SET status = $2, error = $3, run = $4, finished_at = now(), started_at = now() - make_interval(secs => $5)
       WHERE id = $1`,
      [id, status, error && JSON.stringify(error), run, seconds],
    );
    await house.database.execute(
      `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key)
       VALUES ($1, $2, 'subtitles.es.srt', 'subtitles', 'application/x-subrip', 4200, 'x', $3)`,
      [randomUUID(), id, `jobs/${id}/x/subtitles.es.srt`],
    );
    await house.database.execute('INSERT INTO ended_jobs (job_id, run, status, at) VALUES ($1, $2, $3, now())', [
      id,
      run,
      status,
    ]);
    return id;
  };
  const read = async () => {
    await house.app.get(EndedJobsReader).read();
    const [left] = await house.database.query<{ n: number }>('SELECT count(*)::int AS n FROM ended_jobs');
    expect(left!.n).toBe(0);
    return waiting(processingComplete.name);
  };
  /** Jobs that were accepted in the name of the system; there is nobody here to dispatch them. */
  const waiting = async (type: string) =>
    (
      await house.database.query<{ input: Record<string, unknown> }>('SELECT input FROM jobs WHERE type = $1', [type])
    ).map(({ input }) => input);
  const tell = async (input: Record<string, unknown>) =>
    (await house.ended(processingComplete, await house.put(processingComplete, input))).output!;
  const decoded = (raw: string) =>
    raw
      .replace(/=\r\n/g, '')
      .replace(/\r\n[ \t]+/g, ' ')
      .replace(/(=[0-9A-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'));

  it('is a job that took its time, and one that failed, in the list of its owner', async () => {
    const userId = await house.addUser();
    const long = await ended(userId);
    await ended(userId, { seconds: 3 });
    const failed = await ended(userId, { status: 'failed', seconds: 1 });
    await ended(userId, { status: 'cancelled' });

    const inputs = await read();
    expect(inputs.map(({ jobId }) => jobId).sort()).toEqual([long, failed].sort());
    for (const input of inputs) expect(await tell(input)).toMatchObject({ sent: 1 });

    expect((await house.lists.list(userId, { limit: 10 })).sort((a, b) => (a.topic < b.topic ? -1 : 1))).toMatchObject([
      { topic: 'jobFailed', subject: 'Failed: Subtitles', link: `/jobs/${failed}`, jobId: failed },
      { topic: 'jobSucceeded', subject: 'Ready: Subtitles', link: `/jobs/${long}`, jobId: long },
    ]);
    expect(house.smtp.taken).toEqual([]);
  });

  it('is told by mail to those who switch it on, in their language, with links to what was made', async () => {
    const userId = await house.addUser();
    const preferences = { email: 'anna@example.org', language: 'es', channels: { jobSucceeded: ['email' as const] } };
    await house.tellOf(userId, preferences);
    const jobId = await ended(userId, { seconds: 2 });

    const [input] = await read();
    expect(await tell(input!)).toMatchObject({ deliveries: [{ recipient: userId, channel: 'email', status: 'sent' }] });

    const raw = decoded(house.smtp.taken[0]!.raw);
    expect(raw).toMatch(/Subject: =\?UTF-8\?Q\?Listo:/);
    expect(raw).toContain('subtitles.es.srt (4,2 kB)');
    expect(raw).toContain(`https://polyspool.example/jobs/${jobId}`);
    expect(raw.replaceAll('&#x2F;', '/')).toMatch(/polyspool.example\/v1\/artifacts\/[-0-9a-f]{36}\/content\?expires/);
    expect(raw).toContain('List-Unsubscribe: <https://polyspool.example/v1/unsubscribe?token=');
  });

  describe('names', () => {
    const add = async (table: string, row: Record<string, unknown>) => {
      const all = { id: randomUUID(), ...row };
      const places = Object.keys(all).map((_, at) => `$${at + 1}`);
      await house.database.execute(
        `INSERT INTO ${table} (${Object.keys(all).join()}) VALUES (${places.join()})`,
        Object.values(all),
      );
      return all.id;
    };
    const upload = (user_id: string) =>
      add('uploads', {
        user_id,
        kind: 'audio',
        name: 'harvest.wav',
        media_type: 'x',
        bytes: 1,
        sha256: 'x',
        probe: {},
      });
    const record = (row: { user_id: string; project_id?: string }) =>
      add('records', { title: 'Rice <b>&</b> harvest', words: '', ...row });
    const told = async (userId: string, job: Partial<NewJob>) => {
      await ended(userId, { type: 'corpus.processAudio', ...job });
      for (const input of await read()) await tell(input);
      const [{ subject, message }] = (await house.lists.list(userId, { limit: 1 })) as [InAppNotification];
      await house.database.execute('DELETE FROM jobs');
      expect(message).toContain(`“${subject.replace('Ready: ', '')}”`);
      return subject;
    };

    it('the record, else the file, else the project', async () => {
      const userId = await house.addUser();
      const [uploadId, projectId] = [await upload(userId), await add('projects', { name: 'Voices' })];
      await house.database.execute(
        `INSERT INTO project_members (project_id, user_id, role) VALUES ($1, $2, 'viewer')`,
        [projectId, userId],
      );
      const recordId = await record({ user_id: userId });

      const gone = { recordId: randomUUID(), uploadId };
      const batch = { type: 'corpus.batchProcess', projectId };
      expect(await told(userId, { input: { recordId, uploadId } })).toBe('Ready: Recording – Rice <b>&</b> harvest');
      expect(await told(userId, { input: gone, projectId })).toBe('Ready: Recording – harvest.wav');
      expect(await told(userId, batch)).toBe('Ready: Batch of recordings – Voices');
      expect(await told(userId, { input: { uploadId: 'none' } })).toBe('Ready: Recording');
    });

    it('nothing of a project that the owner of the job has left', async () => {
      const [userId, other] = [await house.addUser(), await house.addUser()];
      const projectId = await add('projects', { name: 'Voices' });
      const recordId = await record({ user_id: other, project_id: projectId });

      expect(await told(userId, { input: { recordId }, projectId })).toBe('Ready: Recording');
    });
  });

  it('is in the list of whoever has preferences that no longer hold, and keeps nobody else from theirs', async () => {
    const [odd, other] = [await house.addUser(), await house.addUser()];
    await house.tellOf(odd, { email: 'odd@example.org' });
    await house.database.execute(
      `UPDATE notification_preferences SET preferences = preferences || '{"timeZone":"Atlantis/Here"}' WHERE user_id = $1`,
      [odd],
    );
    await ended(odd);
    await ended(other);

    for (const input of await read()) expect(await tell(input)).toMatchObject({ sent: 1 });

    expect(await house.lists.unread(odd)).toBe(1);
    expect(await house.lists.unread(other)).toBe(1);
  });

  it('waits while the queue takes no new jobs', async () => {
    const jobId = await ended(await house.addUser());
    const control = (state: string) =>
      house.database.execute(
        `INSERT INTO queue_controls (queue, state) VALUES ('notifications', $1)
         ON CONFLICT (queue) DO UPDATE SET state = excluded.state`,
        [state],
      );
    await control('draining');

    await expect(house.app.get(EndedJobsReader).read()).rejects.toMatchObject({ code: 'message.unsent' });
    await house.database.execute(`DELETE FROM queue_controls WHERE queue = 'notifications'`);

    expect(await read()).toEqual([{ jobId, run: 1 }]);
  });

  it('is nothing any more where the job runs again meanwhile', async () => {
    const jobId = await ended(await house.addUser(), { run: 2 });

    expect(await tell({ jobId, run: 1 })).toMatchObject({ deliveries: [] });
  });

  it('is an alert to administrators, once for its key, and again when its time is over', async () => {
    const admin = await house.addUser('admin');
    await house.tellOf(admin, { email: 'ada@example.org' });
    const alert = { severity: 'critical', subject: 'Disk', message: 'It is full.', key: 'disk', throttleMinutes: 5 };
    const raise = async (more: object = {}) =>
      (await house.ended(systemAlert, await house.put(systemAlert, { ...alert, ...more }))).output!;

    const [first, second] = [await raise(), await raise()];
    const other = await raise({ key: 'memory' });
    await house.database.execute(`UPDATE alert_times SET at = now() - interval '6 minutes'`);
    const later = await raise();

    expect([first, second, other, later].map(({ isThrottled, sent }) => [isThrottled, sent])).toEqual([
      [false, 3],
      [true, 0],
      [false, 3],
      [false, 3],
    ]);
    expect(new Set(house.smtp.taken.map(({ to }) => to))).toEqual(new Set(['ada@example.org', 'oncall@example.org']));
    expect(decoded(house.smtp.taken[0]!.raw)).toMatch(/Subject: Critical: Disk/);
    expect(house.smtp.taken[0]!.raw).not.toContain('List-Unsubscribe');
  });

  it('is what somebody on call should know, once while nobody has seen it', async () => {
    const raise = (subject: string) =>
      raiseAlerts(house.database, [{ kind: 'fleet', subject, message: 'm', count: 1, at: new Date(), isNews: true }]);
    const carrier = house.app.get(AlertCarrier);
    const subjects = async () => (await waiting(systemAlert.name)).map(({ subject }) => subject).sort();

    await raise('video');
    await carrier.carry();
    await raise('video');
    await raise('content');
    await carrier.carry();

    expect(await subjects()).toEqual(['fleet: content', 'fleet: video']);
    await house.database.execute(
      `UPDATE alerts SET told_at = told_at - '16 min'::interval, last_at = last_at - '16 min'::interval`,
    );
    await raise('video');
    await carrier.carry();
    expect(await subjects()).toEqual(['fleet: content', 'fleet: video', 'fleet: video']);
  });
});
