import { z } from 'zod';

/** A value of the environment that is JSON. */
export const jsonEnv = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', message: 'It is no JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);
