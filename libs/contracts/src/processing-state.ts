import { z } from 'zod';

/** How far the work on something has come; with it goes the job that did it last. */
export const ProcessingState = z.enum(['none', 'processing', 'processed', 'failed', 'cancelled']);
export type ProcessingState = z.output<typeof ProcessingState>;
