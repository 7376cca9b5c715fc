import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { pdfJobs, type UntouchedPage } from '@polyspool/contracts/pdf';
import type { Warning } from '@polyspool/contracts/warning';
import { outputsOf } from './outputs-of.js';
import type { TranslatedBlocks } from './translate-document.js';
import type { TranslateJob } from './translate-pdf.js';

export type Reconstructed = OutputOf<typeof pdfJobs.reconstruct>;

interface NewTexts {
  readonly blocks: TranslatedBlocks;
  readonly untouchedPages: readonly UntouchedPage[];
  readonly warnings: readonly Warning[];
}

/** What the job takes. */
const mostWarnings = 100;

/** The document with its new texts. */
export async function reconstructDocument(job: TranslateJob, texts: NewTexts): Promise<Reconstructed> {
  const { uploadId, password, pages, recognizeText, layouts, targetLanguage, language } = job.input;
  job.report('reconstruct', 0, 'Setting the translation into its place');
  const blocks = texts.blocks.map(({ translatedBy: _, ...block }) => block);
  const [made] = outputsOf(
    await job.children(pdfJobs.reconstruct, [
      {
        ...{ uploadId, password, pages, recognizeText, layouts, targetLanguage },
        // As it was said when pictures were read: what was kept then is found again.
        language,
        blocks,
        untouchedPages: [...texts.untouchedPages],
        warnings: texts.warnings.slice(0, mostWarnings),
      },
    ]),
  );
  return made!; // one child was asked for
}
