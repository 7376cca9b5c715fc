import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { QueueStatus } from '@polyspool/contracts/queue-status';
import type { Job, Problem } from '@polyspool/contracts/job-status';
import type { Project } from '@polyspool/contracts/projects';
import { StatusMessage } from '@polyspool/contracts/status-message';
import { Redis } from 'ioredis';
import { until } from '../faults/until.ts';
import type { ConformanceSystem } from './conformance-system.ts';
import { StatusSocket } from './status-socket.ts';

/** The answers' own `status` is a word, and stands in its place. */
type Fault = Omit<Problem, 'status'>;

const unknownId = '01a200d6-4801-73d9-9642-83177ba4c2b9';
const script = 'INT. LIGHTHOUSE - NIGHT\n\nThe keeper climbs the stairs.\n\nKEEPER\nThe sea is loud.\n';

const quickly = { quality: 'draft', titleCard: false, endCard: false };

/** What that system called a job. */
interface SeenJob {
  readonly id: string;
  readonly status: string;
  readonly progress: number;
  readonly current_stage: string | null;
  readonly job_type: string;
  readonly project_id: string | null;
  readonly error_message: string | null;
  readonly result: { readonly files: readonly { readonly name: string; readonly url: string }[] } | null;
  readonly started_at: string | null;
  readonly completed_at: string | null;
}

/** Scripts to videos, as jobs of projects, with a WebSocket for each job. */
export function seed003(system: ConformanceSystem) {
  describe('seed 003', () => {
    let project: Project;
    let film: Job;
    let watcher: StatusSocket;
    let beside: StatusSocket;
    let onRedis: Redis;
    const announced: string[] = [];

    beforeAll(async () => {
      onRedis = new Redis(system.run.redisUrl);
      onRedis.on('pmessage', (_pattern: string, channel: string, text: string) => announced.push(`${channel} ${text}`));
      await onRedis.psubscribe('job:*');
      project = (await system.post<Project>('/v1/projects', { name: 'The lighthouse' })).body;
      film = (await startFilm()).body;
      watcher = new StatusSocket(system, film.id);
      beside = new StatusSocket(system, film.id, system.adminKey);
    }, 60_000);
    afterAll(async () => {
      await watcher?.close();
      onRedis?.disconnect();
    });

    const startFilm = () => system.post<Job>('/v1/generations', { ...quickly, script, projectId: project.id });
    const see = (id: string) => system.get<SeenJob & Fault>(`/api/jobs/${id}`);
    const cancel = (id: string) => system.post<{ status: string } & Fault>(`/api/jobs/${id}/cancel`);

    it('tells the state first, in its words and no others (R267, R269, R273)', async () => {
      const first = await watcher.first();

      expect(StatusMessage.strict().parse(first)).toEqual(first);
      expect(first).toMatchObject({ type: 'status', job_id: film.id });
      expect(['queued', 'processing']).toContain(first.status);
    });

    it('answers ping with pong, and refresh with the state (R270, R271, R278)', async () => {
      const socket = new StatusSocket(system, film.id);
      await socket.first();

      expect(await until('a pong', async () => (await socket.ask('ping')) === 'pong')).toBe(true);
      expect(JSON.parse(await socket.ask('refresh'))).toMatchObject({ type: 'status', job_id: film.id });
      await socket.close();
    });

    it('closes with 4404 where there is no such job, and 4401 without a key (R268, R280)', async () => {
      const codes = await Promise.all(
        [
          new StatusSocket(system, 'test-job-id'),
          new StatusSocket(system, unknownId),
          new StatusSocket(system, film.id, ''),
          new StatusSocket(system, film.id, 'psk_of-somebody-else'),
        ].map((socket) => socket.closed()),
      );

      expect(codes).toEqual([4404, 4404, 4401, 4401]);
    });

    it('has the job under its id, of its type and project (R248, R249, R261, R276)', async () => {
      const { status, headers, body } = await see(film.id);

      expect(status).toBe(200);
      expect(body).toMatchObject({ id: film.id, job_type: 'full_video', project_id: project.id });
      expect(headers.get('link')).toBe(`</v1/jobs/${film.id}>; rel="successor-version"`);
      expect(headers.get('deprecation')).toMatch(/^@\d+$/);
    });

    it('lists the jobs of a project, and of none that there is not (R255, R260, R262)', async () => {
      const { body } = await system.get<{ jobs: SeenJob[] }>(`/api/jobs?project_id=${project.id}`);
      const unknown = await system.get<Problem>(`/api/jobs?project_id=${unknownId}`);
      const inUnknown = await system.post<Problem>('/v1/generations', { script, projectId: unknownId });

      expect(body.jobs.map(({ id }) => id)).toEqual([film.id]);
      expect([unknown.status, unknown.body.code, inUnknown.status]).toEqual([404, 'project.unknown', 404]);
      expect(typeof unknown.body.detail).toBe('string');
    });

    it('cancels what waits, once, and says so to who listens (R254, R263)', async () => {
      const { body: job } = await system.post<Job>('/v1/jobs', {
        type: 'generation.audio',
        input: { lines: [{ text: 'Never said.' }], language: 'en' },
        runAt: new Date(Date.now() + 3_600_000).toISOString(),
      });
      expect((await see(job.id)).body).toMatchObject({ status: 'queued', job_type: 'audio', progress: 0 });
      const socket = new StatusSocket(system, job.id);
      await socket.first();

      const cancelled = await cancel(job.id);

      await socket.reaches('cancelled');
      const again = await cancel(job.id);
      expect([cancelled.status, cancelled.body.status]).toEqual([200, 'cancelled']);
      expect([again.status, again.body.code, typeof again.body.detail]).toEqual([409, 'job.alreadyFinished', 'string']);
      expect((await see(job.id)).body.status).toBe('cancelled');
      await socket.close();
    });

    it('says why a job failed (R253, R256)', async () => {
      const { body: job } = await system.post<Job>('/v1/jobs', {
        type: 'script.parse',
        input: { script: '{"scenes": 17}', format: 'json' },
      });
      await system.ended(job.id);

      const { body } = await see(job.id);

      expect([body.status, body.job_type]).toEqual(['failed', 'script']);
      expect(body.error_message).toEqual(expect.stringMatching(/\w+/));
    });

    it('makes the video, stage by stage, and progress only grows (R257, R277, R279, R281, R282, R283, R284, R285)', async () => {
      await watcher.reaches('completed', 'failed', 'cancelled');

      const { body } = await see(film.id);
      const told = watcher.messages;
      const progress = told.map((message) => message.progress);
      expect([body.status, body.progress]).toEqual(['completed', 100]);
      expect(progress).toEqual(progress.toSorted((a, b) => a - b));
      expect(told.filter(({ status }) => status === 'processing').length).toBeGreaterThan(2);
      expect(new Set(told.map(({ current_stage: stage }) => stage)).size).toBeGreaterThan(2);
      expect(told.at(-1)).toMatchObject({ status: 'completed', progress: 100 });
      const video = body.result!.files.find(({ name }) => name.endsWith('.mp4'));
      expect((await system.get(video!.url)).headers.get('content-type')).toBe('video/mp4');
    }, 90_000);

    it('keeps its times by itself (R245, R258)', async () => {
      const { started_at: started, completed_at: completed } = (await see(film.id)).body;

      expect(Date.parse(completed!)).toBeGreaterThan(Date.parse(started!));
    });

    it('tells all who listen the same, and goes on when one has left (R265, R272)', async () => {
      await beside.reaches('completed');
      await beside.close();
      const late = new StatusSocket(system, film.id);

      expect(await late.first()).toEqual(watcher.messages.at(-1));
      expect(beside.messages.at(-1)).toEqual(watcher.messages.at(-1));
      await late.close();
    });

    it('says the same on the Redis channel job:{id} (R266, R274)', async () => {
      const said = await until('Redis is told of the end', () =>
        announced.find((line) => line.startsWith(`job:${film.id} `) && line.includes('"completed"')),
      );

      expect(JSON.parse(said.slice(said.indexOf(' ')))).toEqual(watcher.messages.at(-1));
    });

    it('starts its task by name, of the script of its project (R281)', async () => {
      const form = new FormData();
      form.set('file', new Blob([script]), 'lighthouse.fountain');
      const { body: upload } = await system.post<{ id: string }>('/v1/uploads', form);
      await system.ask('PUT', `/v1/projects/${project.id}/assets/${upload.id}`);

      const call = { args: [project.id, 17] };
      const { status, body } = await system.post<{ 'task-id': string }>(
        '/api/task/async-apply/generate_video_task',
        call,
      );

      const { body: job } = await see(body['task-id']);
      expect([status, job.job_type, job.project_id]).toEqual([200, 'full_video', project.id]);
      await cancel(job.id);
    });

    it('has its queues under their names, one job at a time in each (R239, R241)', async () => {
      const { body } = await system.get<{ items: { queue: string; slots: number; workers: number }[] }>(
        '/v1/admin/tasks/stats',
        { key: system.adminKey },
      );

      for (const queue of ['video_generation', 'image_generation', 'audio_generation']) {
        const named = `/v1/admin/queues/${queue}/resume`;
        const { status, body: state } = await system.post<QueueStatus>(named, {}, { key: system.adminKey });
        expect([status, state.queue]).toEqual([200, queue.replace('_', '-')]);
        const { slots, workers } = body.items.find((one) => one.queue === state.queue)!; // every queue is listed
        expect(slots).toBe(workers);
      }
    });

    it('has its limits: an hour, retries with backoff and jitter, ten jobs a process, an hour of results (R240, R242, R246, R247)', async () => {
      const { body } = await system.get<{ items: (JobContract & { type: string })[] }>('/v1/catalogue');

      for (const type of ['generation.image', 'generation.audio', 'generation.animate', 'generation.compose']) {
        expect(body.items.find((one) => one.type === type)).toMatchObject({
          ...{ softLimitMs: 3_240_000, hardLimitMs: 3_600_000, retries: 3 },
          ...{ jobsPerProcess: 10, resultKeptMs: 3_600_000 },
          backoff: { type: 'exponential', jitter: 0.5 },
        });
      }
    });

    it('has its schemas by their names (R264)', async () => {
      const { body } = await system.get<{ components: { schemas: Record<string, { properties: object }> } }>(
        '/openapi.json',
      );

      const { JobResponse, JobListResponse, JobCancelResponse } = body.components.schemas;
      expect(Object.keys(JobResponse!.properties)).toEqual(
        expect.arrayContaining(['id', 'status', 'progress', 'current_stage', 'error_message']),
      );
      expect(Object.keys(JobListResponse!.properties)).toContain('jobs');
      expect(Object.keys(JobCancelResponse!.properties)).toContain('job_id');
    });
  });
}
