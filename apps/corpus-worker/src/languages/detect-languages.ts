import { Injectable } from '@nestjs/common';
import { corpusJobs, type DetectedLanguage, type TextPart, textsPerPart } from '@polyspool/contracts/corpus';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import { uploadKey } from '@polyspool/contracts/files';
import type { ChildResult, JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { Storage } from '@polyspool/storage/storage';
import type { z } from 'zod';
import { inParts } from '../batch/in-parts.js';
import { writeResults } from '../batch/write-results.js';
import { Tally } from './tally.js';
import { cutTexts, type FoundText, textsOf } from './texts-in-file.js';

type Contract = typeof corpusJobs.detectLanguages;
type Job = RunningJob<Contract>;
type Output = OutputOf<Contract>;
interface Part {
  readonly input: z.input<Contract['input']>;
  readonly texts: number;
}

/**
 * In which language each text is. Many are cut into parts, each of which is read in a process of its own. Of a file nobody holds
 * more than one part, and what was found in many goes to a file as it comes.
 */
@Injectable()
export class DetectLanguages implements JobHandler<Contract> {
  constructor(
    private readonly identifier: LanguageIdentifier,
    private readonly storage: Storage,
  ) {}

  async run(job: Job): Promise<Output> {
    const { texts = [], uploadId, part } = job.input;
    if (uploadId === undefined)
      return texts.length > textsPerPart ? gather(job, listParts(texts)) : this.#read(job, texts);
    if (part) return this.#read(job, await this.#textsIn(uploadId, part));
    const cut = async () => cutTexts(await this.storage.read(uploadKey(uploadId)));
    const [first, ...more] = await job.step('texts', [uploadId, textsPerPart], cut);
    const output = more.length
      ? await gather(job, fileParts(uploadId, [first!, ...more])) // it has thrown where there is none
      : await this.#read(job, await this.#textsIn(uploadId, first!));
    refuseNoTexts(output);
    return output;
  }

  async #textsIn(uploadId: string, part: TextPart) {
    const { start, end } = part;
    return textsOf(await this.storage.read(uploadKey(uploadId), { start, end: end - 1 }), part);
  }

  async #read(job: Job, texts: readonly FoundText[]): Promise<Output> {
    tellStart(job, texts.length);
    job.workload('texts', texts.length);
    const { signal } = job;
    const found = await this.identifier.identify(
      texts.map(({ text = '' }) => text),
      { signal },
    );
    const tally = new Tally();
    const items = texts.map(({ id, fault }, index): DetectedLanguage => {
      if (fault !== undefined) return { id, confidence: 0, error: { code: 'input.invalid', detail: fault } };
      const language = found[index];
      if (!language?.isReliable) return { id, confidence: 0 };
      return { id, language: language.language, confidence: language.confidence };
    });
    items.forEach((item) => tally.add(item));
    job.report('merge', 0);
    return { items, ...tally.counts };
  }
}

const listParts = (texts: NonNullable<Job['input']['texts']>): Part[] =>
  inParts(texts, textsPerPart).map((some) => ({ input: { texts: some }, texts: some.length }));

const fileParts = (uploadId: string, parts: readonly TextPart[]): Part[] =>
  parts.map((part) => ({ input: { uploadId, part }, texts: part.texts }));

async function gather(job: Job, parts: readonly Part[]): Promise<Output> {
  const weights = parts.map(({ texts }) => texts);
  const total = weights.reduce((sum, texts) => sum + texts, 0);
  tellStart(job, total);
  const inputs = parts.map(({ input }) => input);
  const results = await job.childStream(corpusJobs.detectLanguages, inputs, weights);
  job.report('merge', 0);
  const tally = new Tally();
  await writeResults(job, 'languages.json', counted(results, tally));
  return tally.counts;
}

async function* counted(results: AsyncIterable<ChildResult<Contract>>, tally: Tally) {
  for await (const result of results) {
    for (const item of itemsOf(result)) {
      tally.add(item);
      yield item;
    }
  }
}

/** Throws what a part failed of: a list with holes would be taken for texts in no language. */
function itemsOf(result: ChildResult<Contract>): readonly DetectedLanguage[] {
  if (result.ok) return result.output.items ?? [];
  const { code, detail } = result.error;
  throw new AppError(isErrorCode(code) ? code : 'internal', detail);
}

const tellStart = ({ report }: Job, texts: number) =>
  report('detect', 0, `Reading ${texts} ${texts === 1 ? 'text' : 'texts'}`);

function refuseNoTexts({ counts, undetermined, failed, items }: Output) {
  if (undetermined + Object.keys(counts).length) return;
  const [first] = items ?? [];
  const detail = first?.error?.detail ?? 'A line is a text, or a JSON object with a field "text"';
  throw new AppError('batch.allFailed', `None of ${failed} lines is a text. ${detail}`);
}
