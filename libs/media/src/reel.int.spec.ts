import { runProgram } from '@polyspool/processes/run-program';
import { join } from 'node:path';
import { cutClip } from './cut-clip.js';
import { joinClips, type FilmPart } from './join-clips.js';
import {
  flashAndBeep,
  flashesAndBeeps,
  format,
  frameSeconds,
  frameSteps,
  inFolder,
  lengths,
  still,
} from './testing-films.js';

describe('a reel', () => {
  it('is as long as its parts, keeps every frame at its time, and picture and sound together at each join', async () => {
    await inFolder(async (folder) => {
      const path = await flashAndBeep(folder, 4);
      const slide = await still(folder, 1.23);
      const parts: FilmPart[] = [];
      for (let index = 0; index < 8; index += 1) {
        const output = join(folder, `part-${index}.mov`);
        const seconds = await cutClip({
          input: { path, demuxer: 'mov' },
          track: 0,
          hasPicture: true,
          startSeconds: 3 + index / 7,
          endSeconds: 5.3 + index / 9,
          format,
          output,
        });
        parts.push(slide, { path: output, seconds });
      }
      const output = join(folder, 'reel.mp4');

      await joinClips({ parts, output });

      const total = parts.reduce((sum, { seconds }) => sum + seconds, 0);
      const found = await lengths(output);
      expect(found.video).toBeCloseTo(total, 3);
      expect(Math.abs(found.audio - total)).toBeLessThan(frameSeconds);
      expect(new Set(await frameSteps(output))).toEqual(new Set([0.04]));
      const { flashSeconds, beepSeconds } = await flashesAndBeeps(output);
      expect(flashSeconds).toHaveLength(8);
      const apart = flashSeconds.map((seconds, index) => Math.abs(seconds - beepSeconds[index]!));
      expect(Math.max(...apart)).toBeLessThanOrEqual(frameSeconds);
    });
  });

  it('has a chapter for each expression, whatever its title holds', async () => {
    await inFolder(async (folder) => {
      const slide = await still(folder, 1);
      const chapters = ['give up', 'a=b; #1 \\ "얼음" \n[CHAPTER]'].map((title, index) => ({
        title,
        startSeconds: index * 2,
        endSeconds: index * 2 + 2,
      }));
      const output = join(folder, 'reel.mp4');

      await joinClips({ parts: [slide, slide, slide, slide], chapters, title: 'Reel', output });

      const { stdout } = await runProgram({
        command: 'ffprobe',
        args: ['-v', 'error', '-show_chapters', '-of', 'json', output],
      });
      const found = (
        JSON.parse(stdout) as { chapters: { start_time: string; end_time: string; tags: { title: string } }[] }
      ).chapters;
      expect(found.map(({ start_time, end_time, tags }) => [Number(start_time), Number(end_time), tags.title])).toEqual(
        [
          [0, 2, 'give up'],
          [2, 4, 'a=b; #1 \\ "얼음"  [CHAPTER]'],
        ],
      );
    });
  });
});

it('a slide has picture and sound of the same length', async () => {
  await inFolder(async (folder) => {
    const { path, seconds } = await still(folder, 1.23);

    expect(seconds).toBeCloseTo(1.24, 6);
    expect(await lengths(path)).toEqual({ video: 1.24, audio: 1.24, frames: 31 });
  });
});
