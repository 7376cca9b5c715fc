import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { videoJobs } from '@polyspool/contracts/video';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import { translateTexts } from '@polyspool/providers/translation/translate-texts';
import { Translator } from '@polyspool/providers/translator/translator';

/** Any texts with any other fields: each keeps what it has and gets its translation. */
@Injectable()
export class TranslateSegments implements JobHandler<typeof videoJobs.translateSegments> {
  constructor(private readonly translator: Translator) {}

  async run(job: RunningJob<typeof videoJobs.translateSegments>) {
    const { segments, sourceLanguage: from, targetLanguage: to, glossary, memory, formality } = job.input;
    const label = await this.translator.describe(from, to);
    if (!(await supportsPair(job, this.translator, { from, to })))
      throw new AppError('engine.unsupportedPair', `${label.engine} cannot translate ${from} to ${to}`);

    const texts = segments.map(({ text }) => text);
    const onProgress = (done: number) =>
      job.report('translate', done / texts.length, `Translated ${done}/${texts.length} segments`);
    onProgress(0);
    const options = { from, to, glossary, memory, formality, onProgress };
    const translations = await translateTexts(job, this.translator, texts, options);
    return {
      segments: segments.map((segment, index) => {
        const { text: translation, ...rest } = translations[index]!; // one for each
        return { ...segment, translation, ...rest };
      }),
      translator: label,
    };
  }
}
