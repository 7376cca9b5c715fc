import { uploadKey, type FileKey } from '@polyspool/contracts/files';
import type { Segment } from '@polyspool/contracts/segments';
import { videoJobs } from '@polyspool/contracts/video';
import { runJob, type RunOptions } from '@polyspool/jobs/testing';
import { runProgram } from '@polyspool/processes/run-program';
import { FakeLanguageIdentifier } from '@polyspool/providers/language-identifier/fake-language-identifier';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { FakeDictionary } from '@polyspool/providers/lexicon/fake-dictionary';
import { FakeLexicon } from '@polyspool/providers/lexicon/fake-lexicon';
import type { HeardLanguage, TranscribeOptions, Transcriber } from '@polyspool/providers/transcriber/transcriber';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import type { Translator } from '@polyspool/providers/translator/translator';
import { FakeVoiceDetector } from '@polyspool/providers/voice-detector/fake-voice-detector';
import type { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { FakeWordAnalyser } from '@polyspool/providers/word-analyser/fake-word-analyser';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { VocabularyEngines } from '../vocabulary/vocabulary-engines.js';
import { ProcessChunk } from './process-chunk.js';
import { ProcessVideo } from './process-video.js';
import { RecordingParts } from './recording-parts.js';

const clips = '/usr/share/pocketsphinx/test/data/librivox/sense_and_sensibility_01_austen_64kb-';

/** What is said in `recordSample`, and when: each clip is followed by a second of silence. */
export const sample = {
  text: 'he was not an ill disposed young man unless to be rather cold hearted and rather selfish is to be ill disposed he might even have been made amiable himself',
  lines: [
    'he was not an ill disposed young man',
    'unless to be rather cold hearted and rather selfish is to be ill disposed',
    'he might even have been made amiable himself',
  ],
  clips: ['0880', '0890', '0930'].map((clip) => `${clips}${clip}.wav`),
  seconds: 14.5,
  /** Middles of the silences. */
  gapsSeconds: [3.49, 9.79],
  speech: [
    { startSeconds: 0.05, endSeconds: 3 },
    { startSeconds: 4, endSeconds: 9.3 },
    { startSeconds: 10.3, endSeconds: 13.4 },
  ],
};

/** A short film: real recorded speech and moving pictures. */
export async function recordSample(folder: string): Promise<string> {
  const path = join(folder, 'sample.mp4');
  const padded = sample.clips.map((_, index) => `[${index}]apad=pad_dur=1[a${index}]`).join(';');
  const joined = `${sample.clips.map((_, index) => `[a${index}]`).join('')}concat=n=${sample.clips.length}:v=0:a=1[a]`;
  const speech = sample.clips.flatMap((clip) => ['-i', clip]);
  const pictures = ['-f', 'lavfi', '-i', 'testsrc2=size=320x180:rate=10:duration=30'];
  const codecs = [
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-t',
    String(sample.seconds),
  ];
  const maps = ['-filter_complex', `${padded};${joined}`, '-map', `${sample.clips.length}:v`, '-map', '[a]'];
  await ffmpeg([...speech, ...pictures, ...maps, ...codecs, path]);
  return path;
}

export function ffmpeg(args: readonly string[]) {
  return runProgram({ command: 'ffmpeg', args: ['-nostdin', '-v', 'error', '-y', ...args] });
}

/** Remembers where files were fetched to: those folders must be gone afterwards. */
export class WatchedStorage extends DiskStorage {
  readonly fetched: { key: FileKey; path: string }[] = [];

  override async fetch(key: FileKey, path: string) {
    this.fetched.push({ key, path });
    await super.fetch(key, path);
  }

  foldersLeft() {
    return this.fetched.map(({ path }) => dirname(path)).filter((folder) => existsSync(folder));
  }
}

/** English to French and German, in a word. */
export const fakeTranslator = () => new FakeTranslator({ from: 'en', to: ['de', 'fr'], words: { word: 'mot' } });

type Hear = (wavPath: string, options: TranscribeOptions, call: number) => Promise<Segment[]>;

/** Hears what the test says; where nothing is said, one word that nearly fills the chunk. */
export class ScriptedTranscriber implements Transcriber {
  calls = 0;

  constructor(
    private readonly hear: Hear = hearOneWord,
    public version = '1',
  ) {}

  async describe() {
    return { engine: 'scripted', version: this.version, quality: 'draft' } as const;
  }

  readonly languages = ['en'];

  supports(language: string): boolean {
    return language === 'en';
  }

  async check() {}

  async identify(): Promise<HeardLanguage | undefined> {
    return undefined;
  }

  transcribe(wavPath: string, options: TranscribeOptions) {
    return this.hear(wavPath, options, ++this.calls);
  }
}

export const hearOneWord: Hear = async (wavPath) => {
  const { size } = await stat(wavPath);
  const lengthSeconds = (size - 44) / 32_000;
  const timed = {
    startSeconds: Math.min(0.6, lengthSeconds / 2),
    endSeconds: Math.max(lengthSeconds - 0.6, lengthSeconds / 2),
  };
  return [{ ...timed, text: 'word', words: [{ ...timed, text: 'word' }] }];
};

export interface Engines {
  readonly transcriber?: Transcriber;
  readonly translator?: Translator;
  readonly voiceDetector?: VoiceDetector;
  readonly languageIdentifier?: LanguageIdentifier;
  readonly vocabulary?: VocabularyEngines;
}

/** A worker's bench: storage with one upload on it, and both handlers. Engines that are not named are fakes. */
export async function workbench({ folder, upload }: { folder: string; upload: string }, engines: Engines = {}) {
  const storage = new WatchedStorage(join(folder, randomUUID()));
  const uploadId = randomUUID();
  await storage.write(uploadKey(uploadId), createReadStream(upload));
  const {
    transcriber = new ScriptedTranscriber(),
    translator = fakeTranslator(),
    voiceDetector = new FakeVoiceDetector(sample.speech),
    languageIdentifier = new FakeLanguageIdentifier(),
    vocabulary = fakeVocabularyEngines(translator),
  } = engines;
  const parts = new RecordingParts(storage, transcriber, voiceDetector, languageIdentifier, vocabulary);
  const processVideo = new ProcessVideo(parts);
  const processChunk = new ProcessChunk(parts, translator);
  const children = { [videoJobs.processChunk.name]: processChunk };
  type Options = Omit<RunOptions, 'storage' | 'children'>;
  return {
    storage,
    parts,
    uploadId,
    children,
    video: (input: object, options: Options = {}) =>
      runJob(videoJobs.process, processVideo, { uploadId, ...input }, { storage, children, ...options }),
    chunk: (input: object, options: Options = {}) =>
      runJob(videoJobs.processChunk, processChunk, { uploadId, ...input }, { storage, ...options }),
  };
}

export const fakeVocabularyEngines = (translator: Translator) =>
  new VocabularyEngines(new FakeWordAnalyser(), new FakeLexicon(), new FakeDictionary(), translator);
