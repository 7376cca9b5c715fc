import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crossfade } from '@polyspool/media/crossfade';
import { filmPieces } from '@polyspool/media/film-pieces';
import type { FilmClip } from '@polyspool/media/film-pieces';
import { filmSound } from '@polyspool/media/film-sound';
import { joinFilm } from '@polyspool/media/join-film';
import { markPicture } from '@polyspool/providers/image-generator/mark-picture';
import { subtitleCues } from '@polyspool/subtitles/subtitle-cues';
import { writeSrt } from '@polyspool/subtitles/write-srt';
import { writeVtt } from '@polyspool/subtitles/write-vtt';
import { makeBareCard, writeFrame } from './bare-card.ts';
import type { BareScene } from './bare-film.ts';
import { format, placeBareClips, secondsOf, soundStartSeconds, transitionFrames } from './bare-plan.ts';
import { language } from './film-wishes.ts';

const source = 'algorithmicMedia';
const titleSeconds = 3;
const endSeconds = 2.5;

/** Cards, what lies between the clips, sound, subtitles, the film, its poster. Answers how many frames it has. */
export async function composeBareFilm(title: string, scenes: readonly BareScene[], folder: string): Promise<number> {
  const clips = await withCards(title, scenes, folder);
  const { starts, total } = placeBareClips(clips.map(({ frames }) => frames));
  const fades: FilmClip[] = [];
  for (const [index, from] of clips.slice(0, -1).entries()) {
    const output = join(folder, `fade-${index}.mp4`);
    const fade = { from, to: clips[index + 1]!, frames: transitionFrames, format, quality: 'final', output } as const;
    await crossfade(fade);
    fades.push({ path: output, frames: transitionFrames });
  }
  // The title card comes first.
  const heard = scenes.map(({ sound }, index) => ({
    ...sound,
    startSeconds: secondsOf(starts[index + 1]!) + soundStartSeconds,
  }));
  const sound = join(folder, 'film.wav');
  await filmSound({ narrations: heard, seconds: secondsOf(total), source, output: sound });
  const subtitles = await writeSubtitles(heard, folder);
  const headings = [title, ...scenes.map(({ heading }) => heading)];
  const chapters = headings.map((heading, index) => ({
    title: heading,
    startSeconds: secondsOf(starts[index]!),
    endSeconds: secondsOf(starts[index + 1] ?? total),
  }));
  await joinFilm({
    ...{ pieces: filmPieces(clips, fades), framesPerSecond: format.framesPerSecond, sound, language },
    ...{ subtitles: [subtitles], chapters, title, source, output: join(folder, 'film.mp4') },
  });
  await writePoster(clips[0]!, folder);
  return total;
}

async function withCards(title: string, scenes: readonly BareScene[], folder: string): Promise<FilmClip[]> {
  const [first, last] = [scenes[0]!, scenes.at(-1)!];
  const before = { name: 'title', text: title, seconds: titleSeconds, behind: first, frame: 0 };
  const after = { name: 'end', text: 'The End', seconds: endSeconds, behind: last, frame: last.frames - 1 };
  return [await makeBareCard(before, folder), ...scenes, await makeBareCard(after, folder)];
}

type HeardSound = BareScene['sound'] & { readonly startSeconds: number };

async function writeSubtitles(heard: readonly HeardSound[], folder: string) {
  const texts = heard.map(({ words, startSeconds }) => {
    const later = words.map((word) => ({
      ...word,
      startSeconds: word.startSeconds + startSeconds,
      endSeconds: word.endSeconds + startSeconds,
    }));
    const text = words.map((word) => word.text).join(' ');
    return { startSeconds: later[0]!.startSeconds, endSeconds: later.at(-1)!.endSeconds, text, words: later };
  });
  const cues = subtitleCues(texts, language);
  const path = join(folder, 'subtitles.srt');
  await writeFile(path, writeSrt(cues));
  await writeFile(join(folder, 'subtitles.vtt'), writeVtt(cues));
  return { path, format: 'srt', language, title: 'English' } as const;
}

async function writePoster({ path, frames }: FilmClip, folder: string) {
  const output = join(folder, 'frame.png');
  await writeFrame({ clip: path, frame: Math.floor(frames / 2), filters: 'format=rgb24', output });
  await writeFile(join(folder, 'poster.png'), await markPicture(await readFile(output), format, source));
}
