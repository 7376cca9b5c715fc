import { z } from 'zod';
import { defineJobs } from './define-jobs.js';

const limits = {
  queue: 'system',
  retries: 0,
  backoff: { type: 'exponential', delayMs: 1_000, jitter: 0 },
  softLimitMs: 20_000,
  hardLimitMs: 30_000,
  jobsPerProcess: 1_000,
  resultKeptMs: 3_600_000,
  audience: 'operators',
} as const;

const HealthCheck = z.object({
  name: z.string(),
  ok: z.boolean(),
  ms: z.number().nonnegative(),
  detail: z.string().optional(),
});

export const systemJobs = defineJobs('system', {
  /** A round trip through every part of the system: the stores, the queue, and back. */
  healthCheck: {
    ...limits,
    input: z.strictObject({}),
    output: z.object({ status: z.enum(['healthy', 'degraded']), checks: z.array(HealthCheck) }),
    steps: ['check'],
  },
  /** Does nothing, for as long and in as many parts as one likes: for trying out the engine, and for measuring it. */
  debug: {
    ...limits,
    retries: 2, // something to try retries with
    input: z.strictObject({
      /** How long it runs. */
      waitMs: z.int().min(0).max(25_000).default(0),
      /** It waits so many times, each a step that is kept; once, and nothing is kept, where nothing is said. */
      steps: z.int().min(1).max(100).optional(),
      /** So many attempts fail before one succeeds. */
      failures: z.int().min(0).max(100).default(0),
      /** So many parts run beside one another, each a job of its own with the same wait. */
      parts: z.int().min(0).max(100).default(0),
      /** Size of a file that it publishes. */
      artifactBytes: z.int().min(0).max(1_000_000).default(0),
      /** An effect outside of the job, which must come about once however often the job runs. */
      effect: z.string().max(100).optional(),
      /** Comes back as it was sent, however long, and rests encrypted until then. */
      note: z
        .string()
        .max(256 * 1024)
        .optional(),
    }),
    output: z.object({ status: z.literal('success'), message: z.string(), note: z.string().optional() }),
    steps: ['run', 'parts', 'write'],
    weights: { parts: 8 },
    sensitive: { input: ['note'], output: ['note'] },
    large: ['note'],
  },
});
