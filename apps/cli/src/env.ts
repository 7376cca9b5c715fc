import { z } from 'zod';

const Env = z.object({
  /** Of the gateway. */
  POLYSPOOL_URL: z.string().default('http://127.0.0.1:8000'),
  /** Of an operator or administrator. */
  POLYSPOOL_KEY: z.string().optional(),
});

export const readCliEnv = (source: Readonly<Record<string, string | undefined>> = process.env) => Env.parse(source);
