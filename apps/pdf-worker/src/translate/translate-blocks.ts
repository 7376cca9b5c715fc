import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { supportsPair } from '@polyspool/providers/translation/supports-pair';
import { translateRichTexts } from '@polyspool/providers/translation/translate-rich-texts';
import { Translator } from '@polyspool/providers/translator/translator';

const engine = 'documentTranslator';

/** Texts of blocks in another language, with their formulas, numbers and addresses as they were. */
@Injectable()
export class TranslateBlocks implements JobHandler<typeof pdfJobs.translateBlocks> {
  constructor(private readonly translator: Translator) {}

  async run(job: RunningJob<typeof pdfJobs.translateBlocks>) {
    const { blocks, sourceLanguage: from, targetLanguage: to, glossary, memory, formality } = job.input;
    const label = await this.translator.describe(from, to);
    if (!(await supportsPair(job, this.translator, { from, to }, engine)))
      throw new AppError('engine.unsupportedPair', `${label.engine} cannot translate ${from} to ${to}`);

    const onProgress = (fraction: number) => {
      const done = Math.round(fraction * blocks.length);
      job.report('translate', fraction, `Translated ${done}/${blocks.length} blocks to ${to}`);
    };
    onProgress(0);
    const options = { from, to, glossary, memory, formality, engine, onProgress } as const;
    const translated = await translateRichTexts(job, this.translator, blocks, options);
    return { blocks: translated, translator: label, warnings: [] };
  }
}
