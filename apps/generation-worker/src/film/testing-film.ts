import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { FileKey } from '@polyspool/contracts/files';
import type { EnginePrices } from '@polyspool/contracts/film-estimate';
import { generationJobs } from '@polyspool/contracts/generation';
import type { JobHandler } from '@polyspool/jobs/job-handler';
import { runJob, type FinishedJob, type RunOptions } from '@polyspool/jobs/testing';
import { runProgram } from '@polyspool/processes/run-program';
import { FakeImageGenerator } from '@polyspool/providers/image-generator/fake-image-generator';
import { ImageGenerators } from '@polyspool/providers/image-generator/image-generators';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import { FakeScriptReader } from '@polyspool/providers/script-reader/fake-script-reader';
import { ScriptReaders } from '@polyspool/providers/script-reader/script-reader';
import { FakeSpeechSynthesizer } from '@polyspool/providers/speech-synthesizer/fake-speech-synthesizer';
import { SpeechSynthesizers } from '@polyspool/providers/speech-synthesizer/speech-synthesizers';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import type { Storage } from '@polyspool/storage/storage';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { AnimateScene } from '../clips/animate-scene.js';
import { ComposeFilm } from '../compose/compose-film.js';
import { GenerateImage } from '../pictures/generate-image.js';
import { GenerationProbes } from '../probes/generation-probes.js';
import { ParseScript } from '../script/parse-script.js';
import { GenerateAudio } from '../speech/generate-audio.js';
import { FilmPrices } from './film-prices.js';
import { GenerateFilm } from './generate-film.js';

export interface Engines {
  readonly image?: FakeImageGenerator;
  /** Beside the standard one. */
  readonly otherImage?: FakeImageGenerator;
  readonly speech?: FakeSpeechSynthesizer;
  readonly reader?: FakeScriptReader;
  readonly prices?: EnginePrices;
}

/** Remembers where files were fetched to, as those folders must be gone afterwards, and which files steps have made. */
class WatchedStorage extends DiskStorage {
  readonly fetched: string[] = [];
  private made: string[] = [];

  override write(key: FileKey, content: Parameters<DiskStorage['write']>[1]) {
    if (key.includes('/files/')) this.made.push(basename(key));
    return super.write(key, content);
  }

  /** Since it was asked last, in the order of their names. */
  takeMade() {
    const made = this.made.toSorted();
    this.made = [];
    return made;
  }

  override async fetch(key: FileKey, path: string) {
    this.fetched.push(path);
    await super.fetch(key, path);
  }

  foldersLeft() {
    return this.fetched.map((path) => dirname(path)).filter((folder) => existsSync(folder));
  }
}

/** A worker's bench: storage and all handlers. Engines that are not named are fakes. */
export function filmStudio(folder: string, engines: Engines = {}) {
  const storage = new WatchedStorage(join(folder, randomUUID()));
  return { ...handlersOver(storage, engines), storage };
}

/** The handlers of this app over a storage. */
export function handlersOver(storage: Storage, engines: Engines = {}) {
  const image = engines.image ?? new FakeImageGenerator();
  const speech = engines.speech ?? new FakeSpeechSynthesizer();
  const reader = engines.reader ?? new FakeScriptReader();
  const readers = new ScriptReaders(new Map([[reader.name, reader]]), reader.name);
  const images = [image, ...(engines.otherImage ? [engines.otherImage] : [])];
  const generators = new ImageGenerators(new Map(images.map((each) => [each.name, each])), image.name);
  const synthesizers = new SpeechSynthesizers(new Map([[speech.name, speech]]), speech.name);
  const handlers: Readonly<Record<string, JobHandler<JobContract>>> = {
    [generationJobs.fullVideo.name]: new GenerateFilm(
      storage,
      readers,
      generators,
      synthesizers,
      new FilmPrices(engines.prices),
    ),
    [generationJobs.parse.name]: new ParseScript(storage, readers, new FakeLanguageIdentifier()),
    [generationJobs.image.name]: new GenerateImage(storage, generators, { maxImageQueue: 2 }),
    [generationJobs.audio.name]: new GenerateAudio(storage, synthesizers),
    [generationJobs.animate.name]: new AnimateScene(storage),
    [generationJobs.compose.name]: new ComposeFilm(storage),
  };
  const run = <C extends JobContract>(contract: C, input: object, options: Partial<RunOptions> = {}) =>
    runJob(contract, handlers[contract.name] as JobHandler<C>, input, { storage, children: handlers, ...options });
  return {
    handlers,
    probes: new GenerationProbes(readers, generators, synthesizers).probes,
    image,
    speech,
    reader,
    run,
    /** In draft quality, as that is made sooner. */
    film: (input: object, options: Partial<RunOptions> = {}) =>
      run(generationJobs.fullVideo, { quality: 'draft', ...input }, options),
  };
}

/** A scene in which the narrator says three words. */
export const scene = (id: string, more: object = {}) => ({
  id,
  picturePrompt: `a picture of ${id}`,
  seed: 7,
  lines: [{ text: `This is ${id}` }],
  ...more,
});

export const filmOf = (...scenes: readonly object[]) => ({ title: 'Three scenes', language: 'en', scenes });

export interface FilmFacts {
  readonly width: number;
  readonly height: number;
  readonly frames: number;
  readonly seconds: number;
  readonly codecs: readonly string[];
  readonly chapters: readonly { readonly title: string; readonly startSeconds: number; readonly endSeconds: number }[];
  readonly tags: Readonly<Record<string, string>>;
}

interface FfprobeReport {
  readonly streams: readonly {
    readonly codec_name: string;
    readonly width?: number;
    readonly height?: number;
    readonly nb_read_frames?: string;
  }[];
  readonly chapters: readonly {
    readonly start_time: string;
    readonly end_time: string;
    readonly tags?: { readonly title: string };
  }[];
  readonly format: { readonly duration: string; readonly tags?: Record<string, string> };
}

/** What ffprobe finds in an artifact. Pictures are decoded, every one. */
export async function factsOf(
  { artifacts }: Pick<FinishedJob<unknown>, 'artifacts'>,
  folder: string,
  name: string,
): Promise<FilmFacts> {
  const path = join(folder, `${randomUUID()}-${name}`);
  await writeFile(path, artifacts.get(name) ?? '');
  const { stdout } = await runProgram({
    command: 'ffprobe',
    args: ['-v', 'error', '-count_frames', '-show_streams', '-show_chapters', '-show_format', '-of', 'json', path],
  });
  const { streams, chapters, format } = JSON.parse(stdout) as FfprobeReport;
  const picture = streams.find(({ width }) => width);
  return {
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    frames: Number(picture?.nb_read_frames ?? 0),
    seconds: Number(format.duration),
    codecs: streams.map((stream) => stream.codec_name),
    chapters: chapters.map(({ tags, start_time: start, end_time: end }) => ({
      title: tags?.title ?? '',
      startSeconds: Number(start),
      endSeconds: Number(end),
    })),
    tags: format.tags ?? {},
  };
}
