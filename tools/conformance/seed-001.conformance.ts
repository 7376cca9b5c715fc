import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeSampleVideo } from '../demo/sample-video.ts';
import type { ConformanceSystem } from './conformance-system.ts';

interface TaskResult {
  readonly 'task-id': string;
  readonly state: string;
  readonly result: unknown;
}

interface Done {
  readonly status: string;
  readonly message: string;
  readonly files: readonly { readonly name: string; readonly url: string }[];
}

const isReady = ({ state }: TaskResult) => ['SUCCESS', 'FAILURE', 'REVOKED'].includes(state);

/** `langflix.tasks`: videos to expressions worth learning, slides and clean-ups, called by their names. */
export function seed001(system: ConformanceSystem) {
  const asOperator = () => ({ key: system.adminKey });
  const follow = (id: string) => system.follow<TaskResult>(`/api/task/result/${id}`, isReady, 25);

  describe('seed 001', () => {
    it('process_video_content: of an MKV by its name, with {current, total, status} on the way (R124, R125, R133, R134, R135, R140, R157, R160)', async () => {
      const path = join(system.folder, 'input.mkv');
      await makeSampleVideo(join(system.folder, 'test_video.mp4'));
      const cut = [
        '-nostdin',
        '-v',
        'error',
        '-y',
        '-i',
        join(system.folder, 'test_video.mp4'),
        '-t',
        '7',
        '-c',
        'copy',
      ];
      await promisify(execFile)('ffmpeg', [...cut, path]);
      await system.post('/v1/uploads', await system.form('file', path));

      const id = await system.delay('langflix.tasks.tasks.process_video_content', {
        ...{ video_path: 'input.mkv', output_dir: 'output/' },
      });
      const answers = (await follow(id)).map(({ body }) => body);

      const running = answers.filter(({ state }) => state === 'PROGRESS');
      expect(running.length).toBeGreaterThan(0);
      const meta = { current: expect.any(Number) as number, total: 100, status: expect.any(String) as string };
      for (const { result } of running) expect(result).toEqual(meta);
      for (const { state } of answers) expect(['PENDING', 'STARTED', 'PROGRESS', 'SUCCESS']).toContain(state);
      expect(answers.at(-1)).toMatchObject({ 'task-id': id, state: 'SUCCESS', result: { status: 'success' } });
      expect((answers.at(-1)!.result as Done).message).toMatch(/worth learning$/);
    }, 90_000);

    it('generate_educational_slides: in whatever script the expression is (R136, R137, R158)', async () => {
      const content_data = { title: 'Expression Title', expression: 'break the ice', translation: '분위기를 깨다' };
      const id = await system.delay('generate_educational_slides', { content_data });

      const { status, message, files } = await system.result<Done>(id);
      expect({ status, message }).toEqual({ status: 'success', message: 'Made the slide as png' });
      const picture = await fetch(system.run.gatewayUrl + files[0]!.url, {
        headers: { authorization: `Bearer ${system.run.userKey}` },
      });
      expect(
        Buffer.from(await picture.arrayBuffer())
          .subarray(1, 4)
          .toString(),
      ).toBe('PNG');
    }, 60_000);

    it('cleanup_old_files: counts what it has removed, for operators, and every night (R138, R139, R159)', async () => {
      const body = { kwargs: { days: 7 } };
      const refused = await system.post('/api/task/async-apply/cleanup_old_files', body);
      const id = await system.delay('cleanup_old_files', { days: 7 }, asOperator());
      const { body: schedules } = await system.get<{ items: Schedule[] }>('/v1/admin/schedules', asOperator());

      expect(refused.status).toBe(403);
      expect(await system.result(id, asOperator())).toMatchObject({
        ...{ status: 'success', message: expect.stringMatching(/^Removed \d+ files/) },
      });
      const nightly = schedules.items.find(({ name }) => name === 'cleanup-old-files');
      expect(nightly).toMatchObject({ cron: '0 2 * * *', input: { days: 7 }, enabled: true });
    }, 60_000);

    it('a task that fails is FAILURE with {error} (R134, R141, R142, R156)', async () => {
      const id = await system.delay('generate_educational_slides', {
        content_data: { expression: 'x', upload_id: await soundOnly(system) },
      });
      const last = (await follow(id)).at(-1)!.body;

      expect(last).toMatchObject({ state: 'FAILURE', result: { error: expect.stringMatching(/picture|video/i) } });
    }, 60_000);

    it('what is wrong is refused at once (R161)', async () => {
      const wrong = [
        [{}, 400, '/kwargs/content_data'],
        [{ content_data: 'break the ice' }, 400, '/kwargs/content_data'],
        [{ content_data: { translation: '분위기를 깨다' } }, 400, '/expression'],
      ] as const;
      for (const [kwargs, expected, pointer] of wrong) {
        const path = '/api/task/async-apply/generate_educational_slides';
        const { status, body } = await system.post<{ errors: { pointer: string }[] }>(path, { kwargs });
        expect([status, body.errors[0]!.pointer]).toEqual([expected, pointer]);
      }
    });

    it('inspect: active, registered, scheduled (R126, R146)', async () => {
      const later = await system.post<{ 'task-id': string }>('/api/task/async-apply/generate_educational_slides', {
        ...{ kwargs: { content_data: { expression: 'later' } }, countdown: 3600 },
      });
      const [active, registered, scheduled] = await Promise.all(
        ['active', 'registered', 'scheduled'].map((what) =>
          system.get<{ items: { id?: string }[] }>(`/v1/admin/tasks/${what}`, asOperator()),
        ),
      );
      const revoked = await system.post(`/api/task/revoke/${later.body['task-id']}`);

      expect([active!.status, registered!.status, scheduled!.status]).toEqual([200, 200, 200]);
      expect(registered!.body.items.length).toBeGreaterThan(20);
      expect(scheduled!.body.items.map(({ id }) => id)).toContain(later.body['task-id']);
      expect(revoked.body).toEqual({ message: `Revoked '${later.body['task-id']}'` });
      expect((await follow(later.body['task-id'])).at(-1)!.body.state).toBe('REVOKED');
    });

    it('tasks are tried four times within 25 and 30 minutes (R129, R130, R147, R149)', async () => {
      const limits = { attempts: 4, softSeconds: 1500, hardSeconds: 1800 };
      expect(await system.limitsOf('video.processContent', 'slides.generate')).toEqual([limits, limits]);
    });
  });
}

interface Schedule {
  readonly name: string;
}

/** An upload without pictures. */
async function soundOnly(system: ConformanceSystem): Promise<string> {
  const path = join(system.folder, 'sound.wav');
  await promisify(execFile)('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', 'sine=d=1', path]);
  const { body } = await system.post<{ id: string }>('/v1/uploads', await system.form('file', path));
  return body.id;
}
