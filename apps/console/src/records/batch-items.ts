import { BatchItemResult, corpusJobs } from '@polyspool/contracts/corpus';
import type { Job, JobError, JobSnapshot } from '@polyspool/contracts/job-status';
import { z } from 'zod';

/** One recording of a batch, and how it stands with it. */
export interface BatchRow {
  readonly recordId: string;
  /** Of the job that works on it, where it is known. */
  readonly job?: Job | undefined;
  readonly isDone: boolean;
  readonly error?: JobError | undefined;
}

const Results = z.object({ items: z.array(BatchItemResult) });
const Asked = z.object({ recordIds: z.array(z.string()) });
const Part = z.object({ recordId: z.string() });

export const isBatch = ({ type }: Pick<Job, 'type'>) => type === corpusJobs.batchProcess.name;

/**
 * The recordings in the order in which they were chosen: as the results say, and until there are any, as the parts do. Of a
 * long batch neither the choice nor the parts can be seen before its end.
 */
export function batchRows({ job, children }: JobSnapshot, output: unknown): BatchRow[] {
  const partOf = new Map(children.map((child) => [Part.safeParse(child.input).data?.recordId, child]));
  const results = Results.safeParse(output).data?.items;
  if (results) {
    return results.map(({ recordId, error }) => ({ recordId, job: partOf.get(recordId), isDone: true, error }));
  }
  const ids = Asked.safeParse(job.input).data?.recordIds ?? [...partOf.keys()].filter((id) => id !== undefined);
  return ids.map((recordId) => {
    const part = partOf.get(recordId);
    return { recordId, job: part, isDone: part?.status === 'succeeded', error: part?.error };
  });
}
