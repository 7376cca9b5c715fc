import { ImageEngine } from '@polyspool/contracts/film';
import { z } from 'zod';

const url = z.url({ protocol: /^https?$/ }).optional();
const timeoutS = z.coerce.number().positive().max(3_000).optional();

/** What makes pictures, and what it needs. Those that are not set up cannot be chosen. */
export const imageGeneratorEnv = {
  IMAGE_GENERATOR: ImageEngine.default('procedural'),
  AUTOMATIC1111_URL: url,
  /** `user:password`, as its `--api-auth` has it. */
  AUTOMATIC1111_AUTH: z.string().includes(':').optional(),
  AUTOMATIC1111_MODEL: z.string().min(1).optional(),
  AUTOMATIC1111_TIMEOUT_S: timeoutS,
  /** Up to /v1, of any server that speaks as OpenAI's does. */
  OPENAI_IMAGE_URL: url,
  OPENAI_IMAGE_KEY: z.string().min(1).optional(),
  OPENAI_IMAGE_MODEL: z.string().min(1).optional(),
  OPENAI_IMAGE_TIMEOUT_S: timeoutS,
  COMFYUI_URL: url,
  COMFYUI_MODEL: z.string().min(1).optional(),
  /** Path of a workflow in API format, with %prompt%, %negative_prompt%, %width%, %height%, %seed%, %steps% and %model% in it. */
  COMFYUI_WORKFLOW: z.string().min(1).optional(),
  COMFYUI_TIMEOUT_S: timeoutS,
};

export type ImageGeneratorEnv = Readonly<z.output<z.ZodObject<typeof imageGeneratorEnv>>>;
