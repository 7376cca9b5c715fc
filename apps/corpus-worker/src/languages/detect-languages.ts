import { Injectable } from '@nestjs/common';
import { corpusJobs, textsPerPart } from '@polyspool/contracts/corpus';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import type { ChildResult, JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { inParts } from '../batch/in-parts.js';

type Contract = typeof corpusJobs.detectLanguages;
type Job = RunningJob<Contract>;
type Item = OutputOf<Contract>['items'][number];

/** In which language each text is. Many are cut into parts, each of which is read in a process of its own. */
@Injectable()
export class DetectLanguages implements JobHandler<Contract> {
  constructor(private readonly identifier: LanguageIdentifier) {}

  async run(job: Job): Promise<OutputOf<Contract>> {
    const { texts } = job.input;
    job.report('detect', 0, `Reading ${texts.length} ${texts.length === 1 ? 'text' : 'texts'}`);
    const items = texts.length > textsPerPart ? await this.inParts(job) : await this.read(job);
    job.report('merge', 0);
    return { items, ...countsOf(items) };
  }

  private async read({ input, signal, workload }: Job): Promise<Item[]> {
    workload('texts', input.texts.length);
    const read = await this.identifier.identify(
      input.texts.map(({ text }) => text),
      { signal },
    );
    return input.texts.map(({ id }, index) => {
      const found = read[index];
      if (!found?.isReliable) return { id, confidence: 0 };
      return { id, language: found.language, confidence: found.confidence };
    });
  }

  private async inParts({ input, children }: Job): Promise<Item[]> {
    const parts = inParts(input.texts, textsPerPart);
    const results = await children(
      corpusJobs.detectLanguages,
      parts.map((texts) => ({ texts })),
      parts.map(({ length }) => length),
    );
    return results.flatMap((result) => itemsOf(result));
  }
}

/** Throws what a part failed of: a list with holes would be taken for texts in no language. */
function itemsOf(result: ChildResult<Contract>): readonly Item[] {
  if (result.ok) return result.output.items;
  const { code, detail } = result.error;
  throw new AppError(isErrorCode(code) ? code : 'internal', detail);
}

function countsOf(items: readonly Item[]) {
  const counts = new Map<string, number>();
  let undetermined = 0;
  for (const { language } of items) {
    if (language === undefined) undetermined += 1;
    else counts.set(language, (counts.get(language) ?? 0) + 1);
  }
  return { counts: Object.fromEntries(counts), undetermined };
}
