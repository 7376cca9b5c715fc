import { z } from 'zod';

/** What gives texts their tone, and what it needs. */
export const toneEnv = {
  TONE_CUSTOMIZER: z.enum(['rules', 'openai']).default('rules'),
  /** Up to /v1, of any server that speaks as OpenAI's does. */
  OPENAI_TONE_URL: z.url({ protocol: /^https?$/ }).optional(),
  OPENAI_TONE_KEY: z.string().optional(),
  OPENAI_TONE_MODEL: z.string().optional(),
  OPENAI_TONE_TIMEOUT_S: z.coerce.number().positive().max(600).optional(),
};

export type ToneEnv = Readonly<z.output<z.ZodObject<typeof toneEnv>>>;
