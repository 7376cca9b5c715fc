import type { FileKey } from '@polyspool/contracts/files';
import { AppError } from '@polyspool/contracts/errors';
import { cardSeconds } from '@polyspool/contracts/film-estimate';
import { filmPieces } from '@polyspool/media/film-pieces';
import { filmSound } from '@polyspool/media/film-sound';
import { joinFilm } from '@polyspool/media/join-film';
import { markPicture } from '@polyspool/providers/image-generator/mark-picture';
import type { StepFiles } from '@polyspool/jobs/job-handler';
import type { Storage } from '@polyspool/storage/storage';
import { writeSrt } from '@polyspool/subtitles/write-srt';
import { writeVtt } from '@polyspool/subtitles/write-vtt';
import { createReadStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { placeClips, totalFrames } from '../plan/place-clips.js';
import { secondsOf } from '../plan/scene-times.js';
import { checkClips, framesOf } from './check-clips.js';
import { keepFrame } from './card-background.js';
import type { ComposeJob, FilmMaterial } from './compose-job.js';
import { endWord } from './end-word.js';
import { filmChapters } from './film-chapters.js';
import type { FilmPart } from './film-part.js';
import { filmSubtitles } from './film-subtitles.js';
import { makeCard } from './make-card.js';
import { clipOf, makeTransitions, type PlacedParts } from './make-transitions.js';

export interface MadeFilm {
  readonly film: FileKey;
  readonly poster: FileKey;
  readonly subtitles: { readonly name: string; readonly file: FileKey }[];
  readonly durationSeconds: number;
  readonly frames: number;
  readonly loudnessLufs?: number | undefined;
}

/** Cards, then what lies between the clips, then the sound, then all of it as one file. */
export async function makeFilm(
  job: ComposeJob,
  storage: Storage,
  material: FilmMaterial,
  { keep }: StepFiles,
): Promise<MadeFilm> {
  const { language } = job.input;
  await checkClips(material.scenes, job.signal);
  const parts = await withCards(job, storage, material);
  const placed = placeClips(
    parts.map(({ frames }) => frames),
    job.input.transitionSeconds,
  );
  const film = { parts, placed };
  const frames = totalFrames(
    parts.map((part) => part.frames),
    placed,
  );
  const transitions = await makeTransitions(job, storage, material, film);
  const heard = await makeSound(job, material, film, secondsOf(frames));
  const cues = await filmSubtitles(parts, placed, language);
  const [srt, vtt] = [writeSrt(cues), writeVtt(cues)];
  await writeFile(join(material.folder, 'subtitles.srt'), srt);

  const pieces = filmPieces(parts.map(clipOf), transitions).filter((piece) => piece.frames > 0);
  await joinAll(job, material, { film, pieces, sound: heard.path, hasSubtitles: cues.length > 0, frames });
  const names = cues.length > 0 ? { srt: `subtitles.${language}.srt`, vtt: `subtitles.${language}.vtt` } : undefined;
  return {
    film: await keep('film.mp4', createReadStream(join(material.folder, 'film.mp4'))),
    poster: await keep('poster.png', await makePoster(job, material, parts[0]!)), // its contract asks for a scene
    subtitles: names
      ? [
          { name: names.srt, file: await keep('subtitles.srt', srt) },
          { name: names.vtt, file: await keep('subtitles.vtt', vtt) },
        ]
      : [],
    durationSeconds: secondsOf(frames),
    frames,
    loudnessLufs: heard.loudnessLufs,
  };
}

async function withCards(job: ComposeJob, storage: Storage, material: FilmMaterial): Promise<FilmPart[]> {
  const { title, language, titleCard, endCard } = job.input;
  const { scenes } = material;
  job.report('cards', 0, 'Composing film');
  const before: FilmPart[] = [];
  const [first, last] = [scenes[0]!, scenes.at(-1)!]; // its contract asks for a scene
  if (titleCard) {
    const order = { name: 'title', text: title, seconds: cardSeconds.title, behind: first, frame: 0 };
    before.push({ ...(await makeCard(job, storage, material, order)), title });
  }
  if (!endCard) return [...before, ...scenes];
  job.report('cards', 0.5, 'Composing film');
  const order = {
    name: 'end',
    text: endWord(language, title),
    seconds: cardSeconds.end,
    behind: last,
    frame: last.frames - 1,
  };
  return [...before, ...scenes, await makeCard(job, storage, material, order)];
}

async function makeSound(job: ComposeJob, material: FilmMaterial, { parts, placed }: PlacedParts, seconds: number) {
  job.report('sound', 0, 'Composing film');
  const { music, source, folder } = material;
  const path = join(folder, 'film.wav');
  const narrations = parts.flatMap(({ sound, soundStartSeconds }, index) =>
    sound ? [{ path: sound.path, startSeconds: secondsOf(placed[index]!.startFrame) + soundStartSeconds }] : [],
  );
  const { loudnessLufs } = await filmSound({ narrations, music, seconds, source, output: path, signal: job.signal });
  return { path, loudnessLufs };
}

interface Joining {
  readonly film: PlacedParts;
  readonly pieces: ReturnType<typeof filmPieces>;
  readonly sound: string;
  readonly hasSubtitles: boolean;
  readonly frames: number;
}

async function joinAll(job: ComposeJob, { format, folder, source }: FilmMaterial, joining: Joining) {
  const { input, signal } = job;
  const { title, language } = input;
  const output = join(folder, 'film.mp4');
  const track = { path: join(folder, 'subtitles.srt'), format: 'srt', language, title: ownName(language) } as const;
  const onProgress = (fraction: number) => job.report('join', fraction, 'Composing film');
  await joinFilm({
    pieces: joining.pieces,
    framesPerSecond: format.framesPerSecond,
    sound: joining.sound,
    language,
    subtitles: input.subtitles === 'soft' && joining.hasSubtitles ? [track] : [],
    chapters: filmChapters(joining.film.parts, joining.film.placed),
    title,
    source,
    output,
    signal,
    onProgress,
  });
  await requireFrames(output, joining.frames, signal);
}

/** A clip that has no key picture where it is cut would bring others along. */
async function requireFrames(path: string, frames: number, signal: AbortSignal) {
  const found = await framesOf(path, signal);
  if (found === frames) return;
  const why = 'were the clips made with the same transitions?';
  throw new AppError('media.unfitting', `The film has ${found} frames instead of ${frames}: ${why}`);
}

async function makePoster({ signal }: ComposeJob, { folder, format, source }: FilmMaterial, part: FilmPart) {
  const output = join(folder, 'poster.png');
  await keepFrame({ clip: part.clip.path, frame: Math.floor(part.frames / 2), output, signal });
  return markPicture(await readFile(output), format, source);
}

function ownName(language: string) {
  try {
    return new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  } catch (error) {
    if (error instanceof RangeError) return language; // a tag that means nothing
    throw error;
  }
}
