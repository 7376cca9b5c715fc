import { pdfJobs } from '@polyspool/contracts/pdf';
import { plainText } from '@polyspool/contracts/rich-text';
import type { Warning } from '@polyspool/contracts/warning';
import type { Translator } from '@polyspool/providers/translator/translator';
import { inPortions } from './in-portions.js';
import { outputsOf } from './outputs-of.js';
import type { TranslatedBlocks } from './translate-document.js';
import type { TranslateJob } from './translate-pdf.js';

interface TonedBlocks {
  readonly blocks: TranslatedBlocks;
  readonly warnings: readonly Warning[];
}

/** Translations in the tone that was asked for, as far as the translator has not given it to them. */
export async function giveTone(
  job: TranslateJob,
  { capabilities }: Translator,
  blocks: TranslatedBlocks,
): Promise<TonedBlocks> {
  const { uploadId, tone, targetLanguage: language } = job.input;
  const isGiven = capabilities.formality && (tone === 'formal' || tone === 'informal');
  if (tone === undefined || isGiven) return { blocks, warnings: [] };
  job.report('tone', 0, `Making the translation ${tone}`);
  const portions = inPortions(blocks, ({ text }) => plainText(text).length);
  const results = await job.children(
    pdfJobs.customizeTone,
    portions.map((portion) => ({
      ...{ uploadId, language, tone },
      blocks: portion.blocks.map(({ id, text }) => ({ id, text })),
    })),
    portions.map(({ characters }) => characters),
  );
  const outputs = outputsOf(results);
  const toned = new Map(outputs.flatMap((output) => output.blocks).map(({ id, text }) => [id, text]));
  return {
    blocks: blocks.map((block) => ({ ...block, text: toned.get(block.id) ?? block.text })),
    warnings: outputs.flatMap(({ warnings }) => warnings).slice(0, 1),
  };
}
