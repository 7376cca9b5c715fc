import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import {
  FilmScript,
  filmOptions,
  frameOptions,
  lookOptions,
  maxFilmSeconds,
  maxScenes,
  maxScriptCharacters,
  Movement,
  pictureOptions,
  PictureSize,
  Scene,
  ScriptFormat,
  ScriptReaderName,
  Seed,
  speechOptions,
  SpokenLine,
} from './film.js';
import { FileKey } from './files.js';
import { Language } from './languages.js';
import { DigitalSourceType } from './provenance.js';
import { ComposedScene, fitIntoFilm, maxClipSeconds, SceneClip, Seconds, SpokenWords } from './scene-clip.js';
import { EngineLabel, TimedWord } from './segments.js';
import { Warning } from './warning.js';

const hourMs = 3_600_000;

const scriptLimits = {
  queue: 'script',
  retries: 3,
  backoff: { type: 'exponential', delayMs: 30_000, jitter: 0.5 },
  softLimitMs: 540_000,
  hardLimitMs: 600_000,
} as const;

/** Of jobs that may hold a graphics card: one at a time in a process, and a new process soon. */
const makingLimits = {
  retries: 3,
  backoff: { type: 'exponential', delayMs: 60_000, jitter: 0.5 },
  softLimitMs: 3_240_000,
  hardLimitMs: hourMs,
  jobsPerProcess: 10,
  resultKeptMs: hourMs,
} as const;

/** More is not told of a film. */
export const maxFilmWarnings = 100;
export const maxReasonCharacters = 200;

/** A script as it was written: here, or uploaded. */
const writtenScript = {
  script: z.string().max(maxScriptCharacters).optional(),
  uploadId: z.uuid().optional(),
  /** Found out where nothing is said. */
  format: ScriptFormat.optional(),
  reader: ScriptReaderName.optional(),
  title: z.string().trim().min(1).max(200).optional(),
  /** It is written in; where nothing is said it is identified. */
  language: Language.optional(),
  /** From which the scenes' own seeds follow. */
  seed: Seed.default(1),
};

/** Of a part of a film: its scene, for those who look on. What is made does not depend on it. */
const ofScene = { sceneId: Scene.shape.id.optional() };

export const generationJobs = {
  ...defineJobs('script', {
    /** A script in scenes, each with what is seen, what is said, and a prompt for its picture. */
    parse: {
      ...scriptLimits,
      input: z
        .strictObject(writtenScript)
        .refine(isOneOf('script', 'uploadId'), { message: 'Give either script or uploadId', path: ['script'] }),
      output: z.object({ film: FilmScript, reader: EngineLabel, warnings: z.array(Warning) }),
      large: ['script', 'film'],
      upload: 'script',
      steps: ['read'],
    },
  }),
  ...defineJobs('generation', {
    /** A script as a film: pictures, narration, movement, subtitles. With `film` instead of a script, scenes as they are. */
    fullVideo: {
      ...scriptLimits,
      input: z
        .strictObject({
          ...writtenScript,
          film: FilmScript.optional(),
          ...filmOptions,
          /** In the currency of the engines' prices: what would cost more is left out. */
          maxCost: z.number().nonnegative().optional(),
        })
        .refine(isOneOf('script', 'uploadId', 'film'), {
          message: 'Give one of script, uploadId and film',
          path: ['script'],
        }),
      output: z.object({
        title: z.string(),
        language: Language,
        durationSeconds: z.number(),
        scenes: z.int(),
        frames: z.int(),
        imageEngine: EngineLabel,
        speechEngine: EngineLabel.optional(),
        /** Not made, as `maxCost` would have been passed, or because they could not be. */
        missingScenes: z
          .array(z.object({ id: z.string(), reason: z.string().max(maxReasonCharacters) }))
          .max(maxScenes),
        /** Of what was made for it; what had been made before costs nothing. */
        cost: z.object({ amount: z.number(), currency: z.string() }),
        warnings: z.array(Warning).max(maxFilmWarnings),
      }),
      large: ['script', 'film', 'missingScenes', 'warnings'],
      upload: 'script',
      steps: ['parse', 'assets', 'animate', 'compose'],
      weights: { parse: 10, assets: 40, animate: 30, compose: 20 },
    },
    /** The picture of a scene; of some engines also its layers, from the back to the front. */
    image: {
      ...makingLimits,
      queue: 'image-generation',
      input: z.strictObject({
        ...PictureSize.shape,
        prompt: z.string().trim().min(1).max(2_500),
        negativePrompt: z.string().trim().min(1).max(2_000).optional(),
        seed: Seed,
        ...pictureOptions,
        ...ofScene,
      }),
      output: z.object({
        picture: FileKey,
        /** PNGs of the size of the picture; all but the first let the one behind through. */
        layers: z.array(FileKey).max(8),
        width: z.int(),
        height: z.int(),
        /** Not every engine makes the one that was asked for. */
        seed: Seed,
        engine: EngineLabel,
        source: DigitalSourceType,
        /** Made by this job, not taken from what was made before. */
        isNew: z.boolean(),
        warnings: z.array(Warning),
      }),
      modelFields: ['imageEngine', 'imageModel'],
      steps: ['make'],
    },
    /** What is said in a scene. */
    audio: {
      ...makingLimits,
      queue: 'audio-generation',
      input: z.strictObject({
        lines: z.array(SpokenLine).min(1).max(200),
        language: Language,
        ...speechOptions,
        ...ofScene,
      }),
      output: z.object({
        /** WAV, 48 kHz, mono, -16 LUFS. */
        sound: FileKey,
        durationSeconds: Seconds,
        source: DigitalSourceType,
        /** One list for each line, in seconds of the sound. */
        words: z.array(z.array(TimedWord)),
        /** EBU R 128. Undefined of a sound too short to measure. */
        loudnessLufs: z.number().optional(),
        engine: EngineLabel,
        /** Something of it was said by this job, not taken from what was said before: so many characters of it. */
        isNew: z.boolean(),
        newCharacters: z.int().nonnegative(),
        warnings: z.array(Warning),
      }),
      large: ['lines', 'words'],
      steps: ['speak', 'level'],
    },
    /** A picture that moves for as long as its narration takes. Without sound; the words are for subtitles in the picture. */
    animate: {
      ...makingLimits,
      queue: 'video-generation',
      input: z.strictObject({
        picture: FileKey,
        layers: z.array(FileKey).max(8).default([]),
        durationSeconds: z.number().min(0.5).max(maxClipSeconds),
        movement: Movement.optional(),
        seed: Seed.default(1),
        language: Language.optional(),
        /** One list for each line, in seconds from the start of the clip. */
        words: SpokenWords.default([]),
        ...lookOptions,
        ...ofScene,
      }),
      output: SceneClip.extend({ movement: Movement, warnings: z.array(Warning) }),
      large: ['words'],
      files: ['picture', 'layers'],
      steps: ['animate'],
    },
    /** Scenes one after the other as a film. */
    compose: {
      ...makingLimits,
      queue: 'video-generation',
      input: z
        .strictObject({
          title: z.string().trim().min(1).max(200),
          language: Language,
          scenes: z.array(ComposedScene).min(1).max(maxScenes),
          source: DigitalSourceType.default('algorithmicMedia'),
          ...lookOptions,
          ...frameOptions,
        })
        .refine(fitIntoFilm, { message: `A film plays for ${maxFilmSeconds} s at most`, path: ['scenes'] }),
      output: z.object({
        film: FileKey,
        poster: FileKey,
        source: DigitalSourceType,
        /** By artifact name. */
        subtitles: z.array(z.object({ name: z.string(), file: FileKey })),
        durationSeconds: z.number(),
        frames: z.int(),
        loudnessLufs: z.number().optional(),
        warnings: z.array(Warning),
      }),
      large: ['scenes'],
      files: ['scenes.clip', 'scenes.sound'],
      steps: ['cards', 'transitions', 'sound', 'join'],
      weights: { cards: 2, transitions: 5, sound: 2, join: 1 },
    },
  }),
};

function isOneOf(...fields: readonly string[]) {
  return (input: Readonly<Record<string, unknown>>) =>
    fields.filter((field) => input[field] !== undefined).length === 1;
}
