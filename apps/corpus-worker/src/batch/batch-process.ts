import { Injectable } from '@nestjs/common';
import { type BatchItem, type BatchItemResult, corpusJobs, itemsPerPart } from '@polyspool/contracts/corpus';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import type { JobError } from '@polyspool/contracts/job-status';
import type { ChildResult, JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { BatchTally } from './batch-tally.js';
import { inParts } from './in-parts.js';
import { writeResults } from './write-results.js';

type Contract = typeof corpusJobs.batchProcess;
type Job = RunningJob<Contract>;

/**
 * One job for each of many records: what fails is told, and takes nothing with it. Where all fail it has failed: its jobs say what
 * of, and to resume it is to try them again.
 */
@Injectable()
export class BatchProcess implements JobHandler<Contract> {
  async run(job: Job): Promise<OutputOf<Contract>> {
    const { items, part } = job.input;
    if (!items) throw new AppError('input.invalid', 'What the records are has to be filled in before the job begins');
    job.report('items', 0, `Processing ${items.length} ${items.length === 1 ? 'record' : 'records'}`);
    const tally = new BatchTally();
    const results =
      items.length > itemsPerPart ? await inBatches(job, items, tally) : { items: await oneByOne(job, items, tally) };
    // Of a part its parent tells what each failed of.
    if (!part) tally.refuseAllFailed();
    const { failed } = tally.counts;
    job.report('merge', 0, failed > 0 ? `${failed} of ${items.length} records failed` : undefined);
    return { ...results, ...tally.counts };
  }
}

async function oneByOne({ input, children }: Job, items: readonly BatchItem[], tally: BatchTally) {
  const results = await children(corpusJobs[input.action], [...items]);
  return results.map((result, index) => tally.add(resultOf(items[index]!, result))); // one for each
}

/** Batches of batches: no job has more parts than it may have, and none holds more results than those of one part. */
async function inBatches(job: Job, items: readonly BatchItem[], tally: BatchTally) {
  const { action } = job.input;
  const parts = inParts(items, itemsPerPart);
  const inputs = parts.map(
    (part) => ({ recordIds: part.map(({ recordId }) => recordId), action, items: part, part: true }) as const,
  );
  const weights = parts.map(({ length }) => length);
  const results = await job.childStream(corpusJobs.batchProcess, inputs, weights);
  await writeResults(job, 'records.json', resultsOf(results, parts, tally));
  return {};
}

async function* resultsOf(
  results: AsyncIterable<ChildResult<Contract>>,
  parts: readonly (readonly BatchItem[])[],
  tally: BatchTally,
) {
  let at = 0;
  for await (const result of results) {
    const part = parts[at++] ?? [];
    const items = result.ok ? (result.output.items ?? []) : part.map((item) => resultOf(item, result));
    for (const item of items) yield tally.add(item);
  }
}

type Ended = { readonly ok: true } | { readonly ok: false; readonly error: JobError };

const resultOf = ({ recordId }: BatchItem, result: Ended): BatchItemResult =>
  result.ok
    ? { recordId, ok: true }
    : { recordId, ok: false, error: { code: result.error.code, detail: result.error.detail } };
