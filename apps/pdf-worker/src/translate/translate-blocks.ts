import { Injectable } from '@nestjs/common';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { changedNames, nameWarnings } from '@polyspool/providers/translation/changed-names';
import { pivotWarnings } from '@polyspool/providers/translation/pivot-warnings';
import { translateRichTexts } from '@polyspool/providers/translation/translate-rich-texts';
import { Translator } from '@polyspool/providers/translator/translator';
import { requirePair } from '../document/require-pair.js';

const engine = 'documentTranslator';

/** Texts of blocks in another language, with their formulas, numbers and addresses as they were. */
@Injectable()
export class TranslateBlocks implements JobHandler<typeof pdfJobs.translateBlocks> {
  constructor(private readonly translator: Translator) {}

  async run(job: RunningJob<typeof pdfJobs.translateBlocks>) {
    const { blocks, sourceLanguage: from, targetLanguage: to, glossary, memory, formality } = job.input;
    const label = await this.translator.describe(from, to);
    await requirePair(job, this.translator, { from, to });

    const onProgress = (fraction: number) => {
      const done = Math.round(fraction * blocks.length);
      job.report('translate', fraction, `Translated ${done}/${blocks.length} blocks to ${to}`);
    };
    onProgress(0);
    const options = { from, to, glossary, memory, formality, engine, onProgress } as const;
    const translated = await translateRichTexts(job, this.translator, blocks, options);
    const changed = changedNames(blocks, translated, { from, to });
    const checked = translated.map((block) => ({ ...block, changedNames: changed.get(block.id) ?? [] }));
    const warnings = [...(await pivotWarnings(this.translator, { from, to })), ...nameWarnings(checked)];
    return { blocks: checked, translator: label, warnings };
  }
}
