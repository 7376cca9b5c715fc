import { ScriptReaderName } from '@polyspool/contracts/film';
import { z } from 'zod';

/** What parts scripts into scenes, and what it needs. */
export const scriptReaderEnv = {
  /** Where a job does not say. */
  SCRIPT_READER: ScriptReaderName.default('rules'),
  /** Up to /v1, of any server that speaks as OpenAI's does; Ollama's is http://127.0.0.1:11434/v1. */
  OPENAI_SCRIPT_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_SCRIPT_KEY: z.string().optional(),
  /** The reader `model` is there where this is set. */
  OPENAI_SCRIPT_MODEL: z.string().optional(),
  OPENAI_SCRIPT_TIMEOUT_S: z.coerce.number().positive().max(600).optional(),
};

export type ScriptReaderEnv = Readonly<z.output<z.ZodObject<typeof scriptReaderEnv>>>;
