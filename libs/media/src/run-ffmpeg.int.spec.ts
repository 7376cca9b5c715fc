import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeMedia } from './make-media.js';
import { probeMedia } from './probe-media.js';
import { runFfmpeg, type FfmpegRun } from './run-ffmpeg.js';

const tone = (folder: string, seconds: number) => makeMedia(join(folder, 'tone.wav'), { seconds, picture: false });

/** Whether an ffmpeg works in this folder. */
async function isRunning(folder: string) {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const readCommand = (pid: string) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''); // it has just ended
  const commands = await Promise.all(pids.map(readCommand));
  return commands.some((command) => command.includes('ffmpeg') && command.includes(folder));
}

describe('runFfmpeg', () => {
  it('tells growing progress that ends at 1, and writes the output', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const input = { path: await tone(folder, 3), demuxer: 'wav' } as const;
      const fractions: number[] = [];
      const outputs = [{ args: ['-c:a', 'aac'], path: join(folder, 'out.m4a') }];

      const { outputSeconds } = await runFfmpeg({
        input,
        before: ['-re'],
        outputs,
        totalSeconds: 3,
        onProgress: (fraction) => fractions.push(fraction),
      });

      expect(fractions.at(-1)).toBe(1);
      expect(fractions.length).toBeGreaterThan(2);
      expect(fractions).toEqual([...new Set(fractions)].sort((a, b) => a - b));
      expect(outputSeconds).toBeCloseTo(3, 0);
      expect((await probeMedia({ path: outputs[0]!.path, demuxer: 'mov' })).durationSeconds).toBeCloseTo(3, 0);
    });
  });

  it('kills ffmpeg on abort', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const controller = new AbortController();
      const input = { path: await tone(folder, 10), demuxer: 'wav' } as const;
      let wasRunning: Promise<boolean> | undefined;
      const endless: FfmpegRun = {
        input,
        before: ['-stream_loop', '-1', '-re'],
        outputs: [{ args: [], path: join(folder, 'out.flac') }],
        totalSeconds: 10,
        onProgress: () => {
          wasRunning ??= isRunning(folder).finally(() => controller.abort(new Error('enough')));
        },
        signal: controller.signal,
      };

      await expect(runFfmpeg(endless)).rejects.toThrow('enough');

      expect(await wasRunning).toBe(true);
      expect(await isRunning(folder)).toBe(false);
    });
  });

  it('calls a damaged file unreadable and does not show where it lies', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const path = join(folder, 'bad.mp4');
      await writeFile(path, 'not a video');

      const failing = runFfmpeg({ input: { path, demuxer: 'mov' }, outputs: [{ args: [] }] });

      await expect(failing).rejects.toMatchObject({
        code: 'media.unreadable',
        message: expect.not.stringContaining(folder),
      });
    });
  });

  it('does not call its own wrong options a damaged file', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const input = { path: await tone(folder, 1), demuxer: 'wav' } as const;

      const failing = runFfmpeg({ input, outputs: [{ args: ['-c:a', 'no-such-codec'] }] });

      await expect(failing).rejects.toMatchObject({ code: 'process.failed' });
    });
  });

  it('writes no file larger than allowed', async () => {
    await withTemporaryFolder('spec', async (folder) => {
      const input = { path: await tone(folder, 60), demuxer: 'wav' } as const;
      const outputs = [{ args: [], path: join(folder, 'out.wav') }];

      const failing = runFfmpeg({ input, outputs, limits: { fileSizeBytes: 100_000 } });

      await expect(failing).rejects.toMatchObject({ code: 'process.failed' });
      expect((await readFile(outputs[0]!.path)).length).toBeLessThanOrEqual(100_000);
    });
  });
});
