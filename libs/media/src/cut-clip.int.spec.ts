import { join } from 'node:path';
import { copySeekable } from './copy-seekable.js';
import { cutClip } from './cut-clip.js';
import { grabPicture } from './grab-picture.js';
import { makeMedia } from './make-media.js';
import type { Demuxer } from './media-input.js';
import { brightness, flashAndBeep, flashesAndBeeps, format, frameSeconds, inFolder, lengths } from './testing-films.js';

describe('a clip', () => {
  it.each<[string, Demuxer, number, readonly string[]]>([
    ['talk.mp4', 'mov', 29.97, []],
    ['talk.mkv', 'matroska', 10, []],
    ['talk.ts', 'mpegts', 25, []],
    ['late.mp4', 'mov', 25, ['-output_ts_offset', '0.4']],
  ])(
    'of %s has picture and sound of the same length, whatever the source counts',
    async (name, demuxer, rate, args) => {
      await inFolder(async (folder) => {
        const picture = `testsrc2=size=176x144:rate=${rate}`;
        const path = await makeMedia(join(folder, name), { seconds: 6, picture, args });
        const output = join(folder, 'part.mov');

        const seconds = await cutClip({
          input: { path, demuxer },
          track: 0,
          hasPicture: true,
          startSeconds: 1.013,
          endSeconds: 3.4,
          format,
          output,
        });

        expect(seconds).toBeCloseTo(2.4, 6);
        expect(await lengths(output)).toEqual({ video: 2.4, audio: 2.4, frames: 60 });
      });
    },
  );

  it('plays on in silence where the recording ends before it', async () => {
    await inFolder(async (folder) => {
      const path = await makeMedia(join(folder, 'short.mp4'), { seconds: 2 });
      const output = join(folder, 'part.mov');

      await cutClip({
        input: { path, demuxer: 'mov' },
        track: 0,
        hasPicture: true,
        startSeconds: 1.5,
        endSeconds: 3,
        format,
        output,
      });

      expect(await lengths(output)).toMatchObject({ video: 1.52, audio: 1.52 });
    });
  });

  it('of a recording without pictures draws its sound', async () => {
    await inFolder(async (folder) => {
      const path = await makeMedia(join(folder, 'tone.mp3'), { seconds: 4, picture: false });
      const output = join(folder, 'part.mov');

      await cutClip({
        input: { path, demuxer: 'mp3' },
        track: 0,
        hasPicture: false,
        startSeconds: 1,
        endSeconds: 3,
        format,
        output,
      });

      expect(await lengths(output)).toEqual({ video: 2, audio: 2, frames: 50 });
    });
  });

  it('begins with the frame and the sound of its first moment', async () => {
    await inFolder(async (folder) => {
      const path = await flashAndBeep(folder, 4);
      const output = join(folder, 'part.mov');

      await cutClip({
        input: { path, demuxer: 'mov' },
        track: 0,
        hasPicture: true,
        startSeconds: 3,
        endSeconds: 6,
        format,
        output,
      });

      const { flashSeconds, beepSeconds } = await flashesAndBeeps(output);
      expect(flashSeconds).toEqual([expect.closeTo(1, 1)]);
      expect(Math.abs(beepSeconds[0]! - flashSeconds[0]!)).toBeLessThanOrEqual(frameSeconds);
    });
  });

  it.each<[string, Demuxer]>([
    ['flash.ts', 'mpegts'],
    ['flash.flv', 'flv'],
  ])('of a copy of %s in which times are found at once is the same', async (name, demuxer) => {
    await inFolder(async (folder) => {
      const path = await flashAndBeep(folder, 4, name);
      const output = join(folder, 'part.mov');

      const input = await copySeekable({ input: { path, demuxer }, output: join(folder, 'copy.mkv') });

      const times = { startSeconds: 3, endSeconds: 6, format, output };
      await cutClip({ input, track: 0, hasPicture: true, ...times });
      const { flashSeconds, beepSeconds } = await flashesAndBeeps(output);
      expect(flashSeconds).toEqual([expect.closeTo(1, 1)]);
      expect(Math.abs(beepSeconds[0]! - flashSeconds[0]!)).toBeLessThanOrEqual(frameSeconds);
    });
  });

  it('ends with its job', async () => {
    await inFolder(async (folder) => {
      const path = await makeMedia(join(folder, 'long.mp4'), {
        seconds: 30,
        picture: 'testsrc2=size=320x180:rate=25',
        args: ['-preset', 'ultrafast'],
      });
      const stop = new AbortController();
      const cut = cutClip({
        input: { path, demuxer: 'mov' },
        track: 0,
        hasPicture: true,
        startSeconds: 0,
        endSeconds: 30,
        format: { ...format, width: 1920, height: 1080 },
        output: join(folder, 'part.mov'),
        signal: stop.signal,
        onProgress: () => stop.abort(new Error('cancelled')),
      });

      await expect(cut).rejects.toThrow('cancelled');
    });
  });
});

it('grabs the frame that is shown at a time', async () => {
  await inFolder(async (folder) => {
    const path = await flashAndBeep(folder, 4);
    const [before, at] = [join(folder, 'before.jpg'), join(folder, 'at.jpg')];

    await grabPicture({ input: { path, demuxer: 'mov' }, atSeconds: 3, output: before });
    await grabPicture({ input: { path, demuxer: 'mov' }, atSeconds: 4.05, output: at });

    expect(await brightness(before)).toBeLessThan(40);
    expect(await brightness(at)).toBeGreaterThan(200);
  });
});
