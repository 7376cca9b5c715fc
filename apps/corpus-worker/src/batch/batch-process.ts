import { Injectable } from '@nestjs/common';
import { type BatchItem, corpusJobs, itemsPerPart } from '@polyspool/contracts/corpus';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { ChildResult, JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { inParts } from './in-parts.js';

type Contract = typeof corpusJobs.batchProcess;
type Job = RunningJob<Contract>;
type Results = OutputOf<Contract>['items'];

/**
 * One job for each of many records: what fails is told, and takes nothing with it. Where all fail it has succeeded too: a job
 * that fails has no output, which is the only place that says what each of them failed of.
 */
@Injectable()
export class BatchProcess implements JobHandler<Contract> {
  async run(job: Job): Promise<OutputOf<Contract>> {
    const { recordIds, items } = job.input;
    if (!items) throw new AppError('input.invalid', 'What the records are has to be filled in before the job begins');
    job.report('items', 0, `Processing ${recordIds.length} ${recordIds.length === 1 ? 'record' : 'records'}`);
    const results = items.length > itemsPerPart ? await inBatches(job, items) : await oneByOne(job, items);
    const succeeded = results.filter(({ ok }) => ok).length;
    const failed = results.length - succeeded;
    job.report('merge', 0, failed > 0 ? `${failed} of ${results.length} records failed` : undefined);
    return { items: results, succeeded, failed };
  }
}

async function oneByOne({ input, children }: Job, items: readonly BatchItem[]): Promise<Results> {
  const contract = corpusJobs[input.action];
  const results = await children(contract, [...items]);
  return results.map((result, index) => itemResult(items[index]!, result)); // one for each
}

/** Batches of batches: no job has more parts than it may have, and none holds more than its own results. */
async function inBatches({ input, children }: Job, items: readonly BatchItem[]): Promise<Results> {
  const { action } = input;
  const parts = inParts(items, itemsPerPart);
  const results = await children(
    corpusJobs.batchProcess,
    parts.map((part) => ({ recordIds: part.map(({ recordId }) => recordId), action, items: part })),
    parts.map(({ length }) => length),
  );
  return results.flatMap((result, index) => {
    if (result.ok) return result.output.items;
    return parts[index]!.map((item) => itemResult(item, result)); // one for each
  });
}

function itemResult({ recordId }: BatchItem, result: Pick<ChildResult<never>, 'ok'> & { error?: unknown }) {
  if (result.ok) return { recordId, ok: true };
  const { code, detail } = result.error as { code: string; detail: string };
  return { recordId, ok: false, error: { code, detail } };
}
