import { join } from 'node:path';
import type { Problem } from '@polyspool/contracts/job-status';
import { v7, validate } from 'uuid';
import { makeSampleVideo } from '../demo/sample-video.ts';
import type { Answer, ConformanceSystem } from './conformance-system.ts';
import { hasEnded, type TaskStatus } from './task-status.ts';

interface Started {
  readonly task_id: string;
  readonly status_url: string;
}

/** A language-learning application: videos become subtitles and vocabulary, and clients poll every two seconds. */
export function seed000(system: ConformanceSystem) {
  describe('seed 000', () => {
    let upload: Answer<{ video_id: string }>;
    let started: Answer<Started>;
    let elapsedMs: number;
    let polls: Promise<Answer<TaskStatus>[]>;
    const follow = (path: string) => system.follow<TaskStatus>(path, hasEnded);
    const process = (query: string, method = 'POST') =>
      system.ask<Started>(method, `/api/videos/${upload.body.video_id}/process${query}`);

    beforeAll(async () => {
      const path = join(system.folder, 'test_video.mp4');
      await makeSampleVideo(path);
      upload = await system.post('/api/videos/upload/Default', await system.form('video', path));
      const before = performance.now();
      started = await process('?start_time=0.0&end_time=10.0&language=en');
      elapsedMs = performance.now() - before;
      polls = follow(started.body.status_url);
      polls.catch(() => undefined); // told by the test that awaits it
    }, 60_000);

    it('takes a video with 200 in the field "video" of a collection (R099, R103, C12)', () => {
      expect([upload.status, validate(upload.body.video_id)]).toEqual([200, true]);
    });

    it('starts its processing with 200 and where to look, in less than 500 ms (R005, R006, R011, R086, R089, R091, R103)', () => {
      const { task_id: id, ...rest } = started.body;

      expect([started.status, validate(id)]).toEqual([200, true]);
      expect(rest).toEqual({
        message: 'Processing started',
        status_url: `/api/tasks/${id}/status`,
        estimated_time: expect.stringMatching(/minute/),
      });
      expect(started.headers.get('location')).toBe(`/v1/jobs/${id}`);
      expect(elapsedMs).toBeLessThan(500);
    });

    it('tells of each step, never backwards, and when to ask again (R009, R017, R018, R060, R061, R077, R080, R092, R102)', async () => {
      const answers = await polls;
      const bodies = answers.map(({ body }) => body);
      const open = answers.filter(({ body }) => !hasEnded(body));

      for (const body of bodies) expect(Object.keys(body)).toEqual(fields);
      for (const { headers } of open) expect(headers.get('retry-after')).toBe('2');
      for (const { body } of open) expect(['pending', 'started', 'progress']).toContain(body.state);
      const percents = bodies.map(({ progress }) => progress);
      expect(percents).toEqual(percents.toSorted((a, b) => a - b));
      expect(percents.every(Number.isInteger)).toBe(true);
      expect(new Set(percents).size).toBeGreaterThanOrEqual(4);
      expect(bodies.filter(({ state, message }) => state === 'progress' && message !== '').length).toBeGreaterThan(0);
    }, 90_000);

    it('ends with a vocabulary and subtitles that can be read (R003, R008, R063, R064, R081, R090, R100, R101, R122)', async () => {
      const { body, headers } = (await polls).at(-1)!; // the last one had ended

      expect(body).toMatchObject({
        state: 'success',
        progress: 100,
        message: 'Task completed successfully!',
        error: null,
      });
      expect(headers.get('retry-after')).toBeNull();
      const { vocabulary_count: words, segments_count: segments, subtitles_path: path } = body.result!; // of success
      expect(body.result).toMatchObject({ status: 'completed', video_id: upload.body.video_id, chunk_number: 1 });
      expect([words > 0, segments > 0]).toEqual([true, true]);
      const { body: subtitles } = await system.get<string>(path);
      expect(subtitles).toMatch(/^1\r?\n00:00:\d\d,\d{3} --> /);
    }, 90_000);

    it('starts once where a button was pressed twice (A.7)', async () => {
      const [first, again] = await Promise.all([process('?end_time=29'), process('?end_time=29')]);
      const cancelled = await system.ask('DELETE', `/api/tasks/${first.body.task_id}`);

      expect(again.body.task_id).toBe(first.body.task_id);
      expect([cancelled.status, cancelled.body]).toEqual([200, { status: 'cancelled', task_id: first.body.task_id }]);
      const last = (await follow(first.body.status_url)).at(-1)!;
      expect(last.body).toMatchObject({ state: 'revoked', progress: 0, message: 'Task is in REVOKED state' });
    }, 30_000);

    it('is found at the short routes of the drawing, too (R015, R016)', async () => {
      const id = upload.body.video_id;
      const named = await system.post<Started>(`/process?video_id=${id}&start_time=3`);
      const short = await system.post<Started>(`/videos/${id}/process?start_time=3`);
      const task = named.body.task_id;
      const shown = await Promise.all([system.get(`/status/${task}`), system.get(`/tasks/${task}/status`)]);
      await system.ask('DELETE', `/api/tasks/${task}`);

      expect([named.status, short.status, short.body.task_id]).toEqual([200, 200, task]);
      for (const { status, body, headers } of shown) {
        expect([status, headers.get('retry-after')]).toEqual([200, '2']);
        expect(body).toMatchObject({ task_id: task, state: expect.stringMatching(/pending|started|progress/) });
      }
    });

    it('says why a task has failed, and nothing of where (R065, R082, R084)', async () => {
      const { body } = await process('?end_time=5&language=tlh');
      const last = (await follow(body.status_url)).at(-1)!;

      expect(last.body).toMatchObject({ state: 'failure', progress: 0, message: 'Task failed', result: null });
      expect(last.body.error).toMatch(/tlh/);
      expect(last.body.error).not.toMatch(/\n|\/home|\.ts/);
    }, 60_000);

    it('knows no video and no task that there is not (R084, R088, A.7)', async () => {
      const unknown = v7();
      const videos = ['1', unknown].map((id) => system.post<Problem>(`/api/videos/${id}/process`));
      const asks = ['abc123', unknown].flatMap((id) => [
        system.get<Problem>(`/api/tasks/${id}/status`),
        system.ask<Problem>('DELETE', `/api/tasks/${id}`),
      ]);

      for (const { status, body } of await Promise.all(videos)) {
        expect([status, body.detail, body.code]).toEqual([404, 'Video not found', 'upload.unknown']);
      }
      for (const { status, body } of await Promise.all(asks)) expect([status, body.code]).toEqual([404, 'job.unknown']);
    });

    it('lets nobody in without a key, and nobody see or end what is somebody else’s (R087, A.7)', async () => {
      const theirs = await system.delay(
        'extract_vocabulary_from_text',
        { text: 'The oak.', language: 'en' },
        {
          key: system.adminKey,
        },
      );
      const paths = [
        ['POST', `/api/videos/${upload.body.video_id}/process`],
        ['GET', `/api/tasks/${theirs}/status`],
        ['DELETE', `/api/tasks/${theirs}`],
      ] as const;

      for (const [method, path] of paths) expect((await system.ask(method, path, { key: null })).status).toBe(401);
      for (const [method, path] of paths.slice(1)) expect((await system.ask(method, path)).status).toBe(404);
    });

    it('marks its routes as succeeded by those of today, and describes them (R075, R076, R091)', async () => {
      const { headers } = await system.get(started.body.status_url);
      const { body: api } = await system.get<Described>('/openapi.json', { key: null });

      expect(headers.get('deprecation')).toMatch(/^@\d+$/);
      expect(headers.get('link')).toBe(`</v1/jobs/${started.body.task_id}>; rel="successor-version"`);
      expect(Object.keys(api.components.schemas['TaskStatusResponse']!.properties)).toEqual(fields);
      expect(api.paths['/api/tasks/{taskId}/status']!['get']).toMatchObject({ deprecated: true });
    });

    it('says how its workers are (R112, R114)', async () => {
      const { status, body } = await system.get('/health/celery', { key: null });

      const count = expect.any(Number) as number;
      expect([status, body]).toEqual([200, { status: 'healthy', workers: count, active_tasks: count }]);
      expect((body as { workers: number }).workers).toBeGreaterThan(0);
    });
  });
}

const fields = ['task_id', 'state', 'progress', 'message', 'result', 'error'];

interface Described {
  readonly components: { readonly schemas: Readonly<Record<string, { properties: object }>> };
  readonly paths: Readonly<Record<string, Readonly<Record<string, object>>>>;
}
