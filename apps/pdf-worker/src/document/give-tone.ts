import { pdfJobs } from '@polyspool/contracts/pdf';
import { plainText } from '@polyspool/contracts/rich-text';
import type { Warning } from '@polyspool/contracts/warning';
import type { Translator } from '@polyspool/providers/translator/translator';
import { inPortions } from './in-portions.js';
import { outputsOf } from './outputs-of.js';
import type { TranslatedBlocks } from './translate-document.js';
import type { TranslateJob } from './translate-pdf.js';
import { uniqueWarnings } from './unique-warnings.js';

interface TonedBlocks {
  readonly blocks: TranslatedBlocks;
  readonly warnings: readonly Warning[];
}

/** Translations in the tone that was asked for, as far as the translator has not given it to them. */
export async function giveTone(
  job: TranslateJob,
  translator: Translator,
  blocks: TranslatedBlocks,
): Promise<TonedBlocks> {
  const { uploadId, tone, targetLanguage: language } = job.input;
  if (tone === undefined || (await isGiven(job, translator))) return { blocks, warnings: [] };
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
    warnings: uniqueWarnings(outputs.flatMap(({ warnings }) => warnings)),
  };
}

/** Translators that know how people are addressed do it as they translate, if the language has such forms. */
async function isGiven(job: TranslateJob, translator: Translator): Promise<boolean> {
  const { tone, language, targetLanguage: to } = job.input;
  if (!translator.capabilities.formality || (tone !== 'formal' && tone !== 'informal')) return false;
  if (!translator.heedsFormalityIn) return true;
  const key = [to, await translator.describe(language ?? to, to)];
  const ask = async () => (await translator.heedsFormalityIn?.(to)) ?? true;
  // One that has to be asked and is away is waited for, as when it translates.
  return job.step('formality', key, () => ask().catch(() => job.call('documentTranslator', ask)));
}
