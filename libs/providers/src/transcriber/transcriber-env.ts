import { z } from 'zod';

/** Which engine hears, and what it needs. */
export const transcriberEnv = {
  TRANSCRIBER: z.enum(['pocketsphinx', 'whisper', 'sherpa', 'openai']).default('pocketsphinx'),
  /** A Whisper model in the format of ggml. */
  WHISPER_MODEL_PATH: z.string().optional(),
  /** The files of one model for sherpa-onnx. */
  SHERPA_MODEL_FOLDER: z.string().optional(),
  /** Of a transducer, whose files do not tell. */
  SHERPA_LANGUAGES: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter(Boolean))
    .optional(),
  /** Of whisper and sherpa, for each recording that is heard. */
  TRANSCRIBER_THREADS: z.coerce.number().int().min(1).max(64).optional(),
  OPENAI_TRANSCRIBER_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_TRANSCRIBER_KEY: z.string().optional(),
  OPENAI_TRANSCRIBER_MODEL: z.string().optional(),
  OPENAI_TRANSCRIBER_TIMEOUT_S: z.coerce.number().positive().max(3600).default(600),
  OPENAI_TRANSCRIBER_MAX_BYTES: z.coerce.number().int().positive().default(25_000_000),
};

/** Where sound begins to be speech. */
export const voiceDetectorEnv = {
  VOICE_DETECTOR: z.enum(['silero', 'silences']).default('silero'),
};

export type TranscriberEnv = Readonly<z.output<z.ZodObject<typeof transcriberEnv>>>;
export type VoiceDetectorEnv = Readonly<z.output<z.ZodObject<typeof voiceDetectorEnv>>>;
