import { z } from 'zod';

/** What a job that succeeded could not do. */
export const Warning = z.object({ code: z.string(), detail: z.string() });
export type Warning = z.output<typeof Warning>;
