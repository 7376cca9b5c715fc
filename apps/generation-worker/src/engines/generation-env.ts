import { EnginePrices } from '@polyspool/contracts/film-estimate';
import { z } from 'zod';

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'Not JSON' });
    return z.NEVER;
  }
});

export const generationEnv = {
  /** What engines ask for their work: `{"currency":"USD","perImage":{"openai":0.04},"perThousandCharacters":{"openai":0.015}}`. */
  GENERATION_PRICES: json.pipe(EnginePrices).default(() => EnginePrices.parse({})),
  /** An image engine that has so much to do already is left alone for a while. */
  IMAGE_ENGINE_QUEUE: z.coerce.number().int().positive().max(1_000).default(2),
};
