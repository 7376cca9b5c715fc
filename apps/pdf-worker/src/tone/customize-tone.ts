import { Injectable } from '@nestjs/common';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { languageName } from '@polyspool/providers/translation/language-name';
import { customizeRichTexts } from '@polyspool/providers/tone/customize-rich-texts';
import { ToneCustomizer } from '@polyspool/providers/tone/tone-customizer';

/** Texts of blocks in another tone. Where nobody here can give it, they stay as they are, with a warning. */
@Injectable()
export class CustomizeTone implements JobHandler<typeof pdfJobs.customizeTone> {
  constructor(private readonly customizer: ToneCustomizer) {}

  async run(job: RunningJob<typeof pdfJobs.customizeTone>) {
    const { blocks, language, tone } = job.input;
    const label = await this.customizer.describe();
    if (!(await this.customizer.supports(language, tone))) {
      const detail = `The tone "${tone}" is not available in ${languageName(language)} (${label.engine}); the texts stay as they are`;
      return { blocks, changedBlocks: 0, warnings: [{ code: 'engine.unsupportedTone', detail }] };
    }
    const onProgress = (fraction: number) => job.report('customize', fraction, `Making ${blocks.length} texts ${tone}`);
    onProgress(0);
    const texts = blocks.map(({ text }) => text);
    const made = await customizeRichTexts(job, this.customizer, texts, { language, tone, onProgress });
    return {
      blocks: blocks.map(({ id, text }, index) => ({ id, text: made[index]?.text ?? text })),
      changedBlocks: made.filter(({ isChanged }) => isChanged).length,
      customizer: label,
      warnings: [],
    };
  }
}
