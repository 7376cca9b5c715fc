import { z } from 'zod';

const httpUrl = z.url({ protocol: /^https?$/ });
const timeoutSeconds = z.coerce.number().positive().max(3_600).optional();

/** `en,pt-BR` */
const languages = z
  .string()
  .transform((text) => text.split(',').map((tag) => tag.trim()))
  .optional();

/** What speaks, and what it needs. flite and espeak-ng are always there; the others where they are told what they need. */
export const speechEnv = {
  /** For what names no engine. Where nothing is said, and for languages that it does not speak: flite speaks English, espeak-ng the others. */
  SPEECH_ENGINE: z.enum(['flite', 'espeak', 'piper', 'openai', 'sherpa']).optional(),
  FLITE_VOICE: z.string().optional(),
  PIPER_URL: httpUrl.optional(),
  PIPER_VOICE: z.string().optional(),
  /** Of a server that does not tell its voices. */
  PIPER_LANGUAGES: languages,
  PIPER_TIMEOUT_S: timeoutSeconds,
  /** Up to /v1, of any server that speaks as OpenAI's does: speaches, kokoro-fastapi. */
  OPENAI_SPEECH_URL: httpUrl.optional(),
  OPENAI_SPEECH_KEY: z.string().optional(),
  OPENAI_SPEECH_MODEL: z.string().optional(),
  OPENAI_SPEECH_VOICE: z.string().optional(),
  /** That its model speaks, where they are not those of OpenAI's. */
  OPENAI_SPEECH_LANGUAGES: languages,
  OPENAI_SPEECH_TIMEOUT_S: timeoutSeconds,
  /** With one voice, as sherpa-onnx publishes them: VITS (Piper), Kokoro, Kitten or Matcha. */
  SHERPA_SPEECH_FOLDER: z.string().optional(),
  /** That it speaks, where its name does not tell. */
  SHERPA_SPEECH_LANGUAGES: languages,
};

export type SpeechEnv = Readonly<z.output<z.ZodObject<typeof speechEnv>>>;
