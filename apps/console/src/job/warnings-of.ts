import type { Job } from '@polyspool/contracts/job-status';
import { z } from 'zod';

const Warned = z.object({ warnings: z.array(z.object({ detail: z.string() })) });

/** What a job wants to be known of its answer, each once. */
export function warningsOf({ output }: Job): string[] {
  const warned = Warned.safeParse(output);
  return warned.success ? [...new Set(warned.data.warnings.map(({ detail }) => detail))] : [];
}
