import { Movement } from '@polyspool/contracts/film';
import { runProgram } from '@polyspool/processes/run-program';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { frameSteps, inFolder } from './testing-films.js';
import {
  clip,
  colour,
  lightOfColumns,
  keyFrames,
  middleOfLight,
  probe,
  smallFormat,
  barOnBlack,
  barOnNothing,
} from './testing-stills.js';

describe('a still that moves', () => {
  it.each(Movement.options)(
    '(%s) has exactly its frames, each in its colours, and can be cut at its ends',
    async (movement) => {
      await inFolder(async (folder) => {
        const output = join(folder, 'clip.mp4');

        await clip({
          pictures: [await colour(folder, '200,60,30')],
          movement,
          frames: 67,
          transitionFrames: 12,
          output,
        });

        const { streams } = await probe(output);
        expect(streams).toMatchObject([{ codec_type: 'video', width: 320, height: 180, duration: '2.680000' }]);
        expect(new Set(await frameSteps(output))).toEqual(new Set([0.04]));
        expect(await keyFrames(output)).toEqual(expect.arrayContaining([0, 12, 55]));
        const raw = join(folder, 'last.rgb');
        await runProgram({
          command: 'ffmpeg',
          args: ['-v', 'error', '-i', output, '-pix_fmt', 'rgb24', '-f', 'rawvideo', raw],
        });
        const points = await readFile(raw);
        expect(points.length).toBe(67 * 320 * 180 * 3);
        for (const at of [0, points.length - 3])
          expect([...points.subarray(at, at + 3)].map((value, c) => Math.abs(value - [200, 60, 30][c]!) <= 4)).toEqual([
            true,
            true,
            true,
          ]);
      });
    },
  );

  it.each([
    ['zoomIn', 100],
    ['zoomOut', 100],
    ['panLeft', 150],
    ['parallax', 150],
  ] as const)('(%s) moves evenly, by parts of a point', async (movement, frames) => {
    await inFolder(async (folder) => {
      const pictures = [await barOnBlack(folder, { x: 60, width: 9 })];
      const output = join(folder, 'clip.mp4');

      await clip({ pictures, movement, frames, output });

      const places = (await lightOfColumns(output)).map((frame) => middleOfLight(frame));
      const steps = places.slice(1).map((place, at) => place - places[at]!);
      const way = steps.reduce((sum, step) => sum + step, 0);
      expect(Math.abs(way)).toBeGreaterThan(8);
      // Moved by whole points, a step would be 0 or 1.
      const uneven = steps
        .slice(5)
        .map((step, at) => Math.abs(step - steps.slice(at, at + 5).reduce((sum, one) => sum + one) / 5));
      expect(Math.max(...uneven)).toBeLessThan(0.25);
    });
  });

  it('passes by what is near faster than by what is far', async () => {
    await inFolder(async (folder) => {
      const far = await barOnBlack(folder, { x: 100, width: 8 });
      const near = await barOnNothing(folder, { x: 300, width: 8 });
      const output = join(folder, 'clip.mp4');

      await clip({ pictures: [far, near], movement: 'parallax', frames: 100, output });

      const frames = await lightOfColumns(output);
      const way = (from: number, to: number) =>
        Math.abs(middleOfLight(frames.at(-1)!, from, to) - middleOfLight(frames[0]!, from, to));
      expect(way(0, 160) / way(160, 320)).toBeCloseTo(0.33, 1);
    });
  });

  it('shows no dark rim around what lies over something else', async () => {
    await inFolder(async (folder) => {
      const white = await colour(folder, '255,255,255');
      const over = await barOnNothing(folder, { x: 150, width: 61 });

      for (const movement of ['parallax', 'zoomIn'] as const) {
        const output = join(folder, `${movement}.mp4`);
        await clip({ pictures: [white, over], movement, frames: 30, output });
        const darkest = Math.min(
          ...(await lightOfColumns(output)).map((frame) => frame.reduce((least, light) => Math.min(least, light))),
        );
        expect(darkest).toBeGreaterThan(225);
      }
    });
  });

  it('is the same, to the byte, when it is made again', async () => {
    await inFolder(async (folder) => {
      const pictures = [await barOnBlack(folder, { x: 60, width: 50 })];
      const [first, second, other] = ['first', 'second', 'other'].map((name) => join(folder, `${name}.mp4`)) as [
        string,
        string,
        string,
      ];

      await clip({ pictures, output: first });
      await clip({ pictures, output: second });
      await clip({ pictures, seed: 8, output: other });

      const bytes = await readFile(first);
      expect(bytes.equals(await readFile(second))).toBe(true);
      expect(bytes.equals(await readFile(other))).toBe(false);
    });
  });

  it('says inside itself how it came to be', async () => {
    await inFolder(async (folder) => {
      const output = join(folder, 'clip.mp4');

      await clip({ pictures: [await colour(folder, '0,0,0')], source: 'trainedAlgorithmicMedia', output });

      expect((await probe(output)).format.tags).toMatchObject({
        digital_source_type: 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia',
        comment: expect.stringContaining('Made by a trained model (AI)'),
      });
    });
  });

  it('has subtitles drawn into it, at their times', async () => {
    await inFolder(async (folder) => {
      const subtitles = join(folder, 'words.ass');
      await writeFile(subtitles, assAt('0:00:01.00', '0:00:01.40'));
      const output = join(folder, 'clip.mp4');

      await clip({ pictures: [await colour(folder, '0,0,0')], subtitles, output });

      const shown = (await lightOfColumns(output)).flatMap((frame, at) =>
        frame.some((light) => light > 8) ? [at] : [],
      );
      expect(shown).toEqual(Array.from({ length: 10 }, (_, at) => 25 + at));
    });
  });

  it('tells growing progress that ends at 1, and ends with its job', async () => {
    await inFolder(async (folder) => {
      const pictures = [await colour(folder, '0,0,0')];
      const told: number[] = [];
      const stop = new AbortController();

      await clip({ pictures, output: join(folder, 'clip.mp4'), onProgress: (fraction) => told.push(fraction) });
      const cancelled = clip({
        pictures,
        frames: 3000,
        format: { ...smallFormat, width: 1920, height: 1080 },
        output: join(folder, 'long.mp4'),
        signal: stop.signal,
        onProgress: () => stop.abort(new Error('cancelled')),
      });

      await expect(cancelled).rejects.toThrow('cancelled');
      expect(told.at(-1)).toBe(1);
      expect(told).toEqual([...told].sort((a, b) => a - b));
    });
  });

  it('refuses to be shorter than its transitions', async () => {
    await inFolder(async (folder) => {
      const pictures = [await colour(folder, '0,0,0')];

      const short = clip({ pictures, frames: 19, transitionFrames: 10, output: join(folder, 'clip.mp4') });

      await expect(short).rejects.toMatchObject({ code: 'input.invalid' });
    });
  });
});

const assAt = (start: string, end: string) =>
  [
    '[Script Info]',
    'ScriptType: v4.00+',
    'PlayResX: 320',
    'PlayResY: 180',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, Alignment',
    'Style: Default,DejaVu Sans,40,&H00FFFFFF,5',
    '[Events]',
    'Format: Layer, Start, End, Style, Text',
    `Dialogue: 0,${start},${end},Default,words`,
    '',
  ].join('\n');
