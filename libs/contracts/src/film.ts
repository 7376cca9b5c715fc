import { z } from 'zod';
import { Language } from './languages.js';

/** More would make more jobs in one fan-out than a job may have: two for each scene. */
export const maxScenes = 200;
/** Of a script as it is sent. */
export const maxScriptCharacters = 2 * 1024 * 1024;
/** Of a film as it is planned, before anything of it is made. */
export const maxFilmSeconds = 3_600;

export const AspectRatio = z.enum(['16:9', '9:16', '1:1']);
export type AspectRatio = z.output<typeof AspectRatio>;

/** `draft` is small and quick, to look at; `final` is what one would show. */
export const FilmQuality = z.enum(['draft', 'final']);
export type FilmQuality = z.output<typeof FilmQuality>;

/** How the camera moves over a picture. `parallax` needs one that comes in layers. */
export const Movement = z.enum(['zoomIn', 'zoomOut', 'panLeft', 'panRight', 'parallax', 'still']);
export type Movement = z.output<typeof Movement>;

export const Seed = z
  .int()
  .nonnegative()
  .max(2 ** 32 - 1);

/** What is said. Without a speaker it is the narrator's. */
export const SpokenLine = z.strictObject({
  speaker: z.string().trim().min(1).max(100).optional(),
  text: z.string().trim().min(1).max(5_000),
});
export type SpokenLine = z.output<typeof SpokenLine>;

/** The name of a scene stays with it when others change; nothing but its content decides what is made for it. */
export const Scene = z.strictObject({
  id: z.string().regex(/^[\w-]{1,40}$/),
  heading: z.string().trim().max(200).default(''),
  /** What is to be seen and is not said. */
  action: z.string().trim().max(5_000).default(''),
  lines: z.array(SpokenLine).max(200).default([]),
  picturePrompt: z.string().trim().min(1).max(2_000),
  negativePrompt: z.string().trim().min(1).max(2_000).optional(),
  /** The same seed, prompt and engine make the same picture. */
  seed: Seed,
  /** Of the narrator, in this scene; as the engine calls it. */
  voice: z.string().min(1).max(100).optional(),
  movement: Movement.optional(),
  /** It plays at least so long. */
  durationSeconds: z.number().min(0.5).max(120).optional(),
});
export type Scene = z.output<typeof Scene>;

/** A script in scenes. */
export const FilmScript = z
  .strictObject({
    title: z.string().trim().min(1).max(200),
    language: Language,
    scenes: z.array(Scene).min(1).max(maxScenes),
  })
  .refine(({ scenes }) => new Set(scenes.map(({ id }) => id)).size === scenes.length, {
    message: 'Two scenes have the same id',
    path: ['scenes'],
  });
export type FilmScript = z.output<typeof FilmScript>;

/** Prose: paragraphs, of which each few make a scene. Fountain: fountain.io. */
export const ScriptFormat = z.enum(['prose', 'markdown', 'fountain', 'json']);
export type ScriptFormat = z.output<typeof ScriptFormat>;

/** `rules` needs no engine. */
export const ScriptReaderName = z.enum(['rules', 'model']);
export type ScriptReaderName = z.output<typeof ScriptReaderName>;
/** `procedural` draws by rules; the others are asked over HTTP, where they are configured. */
export const ImageEngine = z.enum(['procedural', 'automatic1111', 'openai', 'comfyui']);
export type ImageEngine = z.output<typeof ImageEngine>;
/** `flite` and `espeak` speak on this machine. */
export const SpeechEngine = z.enum(['flite', 'espeak', 'piper', 'openai', 'sherpa']);
export type SpeechEngine = z.output<typeof SpeechEngine>;

const pixels = z.int().min(64).max(2_048);

/** How a picture is made. */
export const pictureOptions = {
  imageEngine: ImageEngine.optional(),
  /** As the engine calls it; its own choice where nothing is said. */
  imageModel: z.string().min(1).max(200).optional(),
  /** Put before every prompt. */
  style: z.string().trim().max(500).default(''),
  steps: z.int().min(1).max(150).optional(),
};

/** How a text is said. */
export const speechOptions = {
  speechEngine: SpeechEngine.optional(),
  /** Of the narrator. */
  voice: z.string().min(1).max(100).optional(),
  /** Of those who speak, by name. */
  voices: z.record(z.string().max(100), z.string().min(1).max(100)).default({}),
};

/** How a film looks and moves. */
export const lookOptions = {
  aspectRatio: AspectRatio.default('16:9'),
  quality: FilmQuality.default('final'),
  /** In the pictures, as a track that can be switched off, or only as files. */
  subtitles: z.enum(['burned', 'soft', 'none']).default('soft'),
  /** How long one scene fades into the next; 0 cuts. */
  transitionSeconds: z.number().min(0).max(2).default(0.5),
};

/** What frames a film. */
export const frameOptions = {
  titleCard: z.boolean().default(true),
  endCard: z.boolean().default(true),
  /** A recording that is played softly under the narration, over and over. */
  musicUploadId: z.uuid().optional(),
};

export const filmOptions = { ...pictureOptions, ...speechOptions, ...lookOptions, ...frameOptions };
export type FilmOptions = z.output<z.ZodObject<typeof filmOptions>>;

export const PictureSize = z.strictObject({ width: pixels, height: pixels });
export type PictureSize = z.output<typeof PictureSize>;
