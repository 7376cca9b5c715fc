import { Injectable } from '@nestjs/common';
import type { vocabularyJobs } from '@polyspool/contracts/vocabulary';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { hash } from 'node:crypto';
import { extractVocabulary } from './extract-vocabulary.js';
import { glossVocabulary } from './gloss-vocabulary.js';
import { splitSentences } from './split-sentences.js';
import { VocabularyEngines } from './vocabulary-engines.js';

/** The vocabulary of a text, of the levels that are asked for. */
@Injectable()
export class ExtractVocabularyFromText implements JobHandler<typeof vocabularyJobs.extract> {
  constructor(private readonly engines: VocabularyEngines) {}

  async run(job: RunningJob<typeof vocabularyJobs.extract>) {
    const { text, language, targetLanguage, levels } = job.input;
    const { report } = job;
    job.workload('characters', text.length);
    report('analyse', 0, 'Looking for words worth learning');
    const key = [hash('sha256', text), language, targetLanguage, levels];
    const found = await job.step(
      'vocabulary',
      [...key, await this.engines.describe(language, targetLanguage)],
      async () => {
        const sentences = (await splitSentences(text, language)).map((sentence) => ({ text: sentence }));
        const onProgress = (fraction: number) => report('analyse', fraction, 'Looking for words worth learning');
        return extractVocabulary(this.engines, sentences, {
          language,
          targetLanguage,
          levels,
          signal: job.signal,
          onProgress,
        });
      },
    );
    const { translator } = this.engines;
    const onProgress = (fraction: number) => report('gloss', fraction, `Explaining words in ${targetLanguage}`);
    const { vocabulary, warnings } = await glossVocabulary(job, found, { translator, targetLanguage, onProgress });
    return { vocabularyCount: vocabulary.entries.length, vocabulary, warnings: [...warnings] };
  }
}
