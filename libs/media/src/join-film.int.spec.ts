import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crossfade } from './crossfade.js';
import { filmPieces, type FilmClip } from './film-pieces.js';
import { joinFilm, type ComposedFilm } from './join-film.js';
import { frameSteps, inFolder } from './testing-films.js';
import { barOnBlack, clip, colour, ffmpeg, frameHashes, lightOfColumns, probe, smallFormat } from './testing-stills.js';

const fadeFrames = 10;
const usual = { framesPerSecond: 25, language: 'en', title: 'Film', source: 'algorithmicMedia' } as const;

describe('a film of clips', () => {
  it('shows each picture of its clips and crossfades once, unchanged and in its order', async () => {
    await inFolder(async (folder) => {
      const movements = ['zoomIn', 'panLeft', 'still', 'parallax', 'zoomOut', 'panRight'] as const;
      const clips: FilmClip[] = [];
      for (const [index, movement] of ([...movements, 'still', 'zoomIn'] as const).entries()) {
        const pictures = [await barOnBlack(folder, { x: 40 + 25 * index, width: 20 + index })];
        // The shortest is nothing but its transitions; some hold key pictures of their own.
        const frames = 2 * fadeFrames + ((index * 23) % 60);
        clips.push(await clip({ pictures, movement, seed: index, frames, output: join(folder, `${index}.mp4`) }));
      }
      const fades = await fadesBetween(folder, clips);
      const output = join(folder, 'film.mp4');

      await joinFilm({ ...usual, pieces: filmPieces(clips, fades), output });

      const expected: string[] = [];
      for (const [index, { path, frames }] of clips.entries()) {
        const end = index === clips.length - 1 ? frames : frames - fadeFrames;
        expected.push(...(await frameHashes(path)).slice(index === 0 ? 0 : fadeFrames, end));
        if (fades[index]) expected.push(...(await frameHashes(fades[index].path)));
      }
      const whole = clips.reduce((sum, { frames }) => sum + frames, 0) - (clips.length - 1) * fadeFrames;
      expect(expected).toHaveLength(whole);
      expect(await frameHashes(output)).toEqual(expected);
      expect(new Set(await frameSteps(output))).toEqual(new Set([0.04]));
    });
  });

  it.each([24, 30] as const)('cuts and joins to the frame at %i frames a second', async (framesPerSecond) => {
    await inFolder(async (folder) => {
      const format = { ...smallFormat, framesPerSecond };
      const [frames, transitionFrames] = [41, 7];
      const clips: FilmClip[] = [];
      for (const index of [0, 1, 2, 3]) {
        const pictures = [await barOnBlack(folder, { x: 40 + 60 * index, width: 40 })];
        clips.push(await clip({ pictures, frames, format, transitionFrames, output: join(folder, `${index}.mp4`) }));
      }
      const fades: FilmClip[] = [];
      for (const index of [0, 1, 2]) {
        const path = join(folder, `fade-${index}.mp4`);
        const [from, to] = [clips[index]!, clips[index + 1]!];
        await crossfade({ from, to, frames: transitionFrames, format, quality: 'final', output: path });
        fades.push({ path, frames: transitionFrames });
      }
      const output = join(folder, 'film.mp4');

      await joinFilm({ ...usual, framesPerSecond, pieces: filmPieces(clips, fades), output });

      expect(await frameHashes(output)).toHaveLength(4 * frames - 3 * transitionFrames);
      const steps = await frameSteps(output);
      expect(steps.every((step) => Math.abs(step - 1 / framesPerSecond) < 0.002)).toBe(true);
    });
  });

  it('without crossfades is its clips, one after the other', async () => {
    await inFolder(async (folder) => {
      const [red, blue] = [await colour(folder, '255,0,0'), await colour(folder, '0,0,255')];
      const wishes = { transitionFrames: 0, quality: 'draft' } as const;
      const clips = [
        await clip({ ...wishes, pictures: [red], frames: 13, output: join(folder, 'red.mp4') }),
        await clip({ ...wishes, pictures: [blue], frames: 1, output: join(folder, 'blue.mp4') }),
        await clip({ ...wishes, pictures: [red], frames: 60, output: join(folder, 'again.mp4') }),
      ];
      const output = join(folder, 'film.mp4');

      await joinFilm({ ...usual, pieces: filmPieces(clips), output });

      const hashes = await Promise.all(clips.map(({ path }) => frameHashes(path)));
      expect(await frameHashes(output)).toEqual(hashes.flat());
    });
  });

  it('carries sound, subtitles, chapters, a title and its mark', async () => {
    await inFolder(async (folder) => {
      const pictures = [await colour(folder, '0,0,0')];
      const clips = [await clip({ pictures, frames: 100, output: join(folder, 'clip.mp4') })];
      const sound = join(folder, 'sound.wav');
      await ffmpeg(['-f', 'lavfi', '-i', 'sine=d=4:r=48000', sound]);
      const film: Omit<ComposedFilm, 'output'> = {
        ...usual,
        pieces: filmPieces(clips),
        sound,
        subtitles: [await srt(folder, 'en'), await srt(folder, 'es')],
        chapters: [
          { title: 'INT. A = B; #1', startSeconds: 0, endSeconds: 2 },
          { title: 'Nacht', startSeconds: 2, endSeconds: 4 },
        ],
      };
      const [output, again] = [join(folder, 'film.mp4'), join(folder, 'again.mp4')];

      await joinFilm({ ...film, output });
      await joinFilm({ ...film, output: again });

      const { streams, chapters, format } = await probe(output);
      expect(streams.slice(0, 4).map(({ codec_type, tags }) => [codec_type, tags['language']])).toEqual([
        ['video', 'und'],
        ['audio', 'eng'],
        ['subtitle', 'eng'],
        ['subtitle', 'spa'],
      ]);
      expect(Number(streams[1]!.duration)).toBeCloseTo(4, 2);
      expect(chapters.map(({ start_time, tags }) => [Number(start_time), tags.title])).toEqual([
        [0, 'INT. A = B; #1'],
        [2, 'Nacht'],
      ]);
      expect(format.tags).toMatchObject({
        title: 'Film',
        digital_source_type: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicMedia',
        comment: expect.stringContaining('Made by rules'),
      });
      expect(await frameHashes(again)).toEqual(await frameHashes(output));
    });
  });
});

it('a crossfade begins with one clip, ends with the next, and changes evenly', async () => {
  await inFolder(async (folder) => {
    const [black, white] = [await colour(folder, '0,0,0'), await colour(folder, '255,255,255')];
    const from = await clip({ pictures: [black], frames: 40, output: join(folder, 'black.mp4') });
    const to = await clip({ pictures: [white], frames: 40, output: join(folder, 'white.mp4') });
    const output = join(folder, 'fade.mp4');

    await crossfade({ from, to, frames: fadeFrames, format: smallFormat, quality: 'final', output });

    const lights = (await lightOfColumns(output)).map((columns) => columns[160]!);
    expect(lights).toHaveLength(fadeFrames);
    const steps = lights.slice(1).map((light, at) => light - lights[at]!);
    expect(lights[0]).toBeLessThan(30);
    expect(lights.at(-1)).toBeGreaterThan(225);
    expect(Math.max(...steps) - Math.min(...steps)).toBeLessThan(8);
  });
});

async function fadesBetween(folder: string, clips: readonly FilmClip[]) {
  const fades: FilmClip[] = [];
  for (const [index, to] of clips.slice(1).entries()) {
    const path = join(folder, `fade-${index}.mp4`);
    await crossfade({
      from: clips[index]!,
      to,
      frames: fadeFrames,
      format: smallFormat,
      quality: 'final',
      output: path,
    });
    fades.push({ path, frames: fadeFrames });
  }
  return fades;
}

async function srt(folder: string, language: string) {
  const path = join(folder, `${language}.srt`);
  await writeFile(path, '1\n00:00:01,000 --> 00:00:02,000\nWords\n');
  return { path, format: 'srt', language, title: language } as const;
}
