import type { OutputOf } from '@polyspool/contracts/define-jobs';
import { AppError } from '@polyspool/contracts/errors';
import { pdfJobs, type Tone } from '@polyspool/contracts/pdf';
import { plainText } from '@polyspool/contracts/rich-text';
import type { EngineLabel } from '@polyspool/contracts/segments';
import type { Formality } from '@polyspool/contracts/translation';
import type { Warning } from '@polyspool/contracts/warning';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { textsToTranslate, type TextToTranslate } from '@polyspool/pdf/document/texts-to-translate';
import { nameWarnings } from '@polyspool/providers/translation/changed-names';
import type { LanguagePair } from '@polyspool/providers/translation/language-pair';
import { hasWords } from '@polyspool/providers/translator/has-words';
import { inPortions } from './in-portions.js';
import { outputsOf } from './outputs-of.js';
import { uniqueWarnings } from './unique-warnings.js';
import type { TranslateJob } from './translate-pdf.js';

export type TranslatedBlocks = OutputOf<typeof pdfJobs.translateBlocks>['blocks'];

export interface TranslatedDocument {
  readonly blocks: TranslatedBlocks;
  readonly translator: EngineLabel | undefined;
  readonly warnings: readonly Warning[];
}

/** What has words. Throws `document.nothingToTranslate`. */
export function textsIn(document: DocumentIr): TextToTranslate[] {
  const texts = textsToTranslate(document).filter(({ text }) => hasWords(plainText(text, ' ')));
  if (texts.length === 0) throw new AppError('document.nothingToTranslate', nothingIn(document));
  return texts;
}

/** All that a document says, translated by jobs beside one another. */
export async function translateDocument(
  job: TranslateJob,
  texts: readonly TextToTranslate[],
  { from, to }: LanguagePair,
): Promise<TranslatedDocument> {
  const { uploadId, glossary, memory, tone } = job.input;
  const portions = inPortions(
    texts,
    ({ text }) => plainText(text).length,
    ({ continuedBy }) => continuedBy !== undefined,
  );
  job.report('translate', 0, `Translating ${texts.length} blocks from ${from} to ${to}`);
  const common = { uploadId, sourceLanguage: from, targetLanguage: to, glossary, memory, formality: formalityOf(tone) };
  const results = await job.children(
    pdfJobs.translateBlocks,
    portions.map(({ blocks }) => ({ ...common, blocks: [...blocks] })),
    portions.map(({ characters }) => characters),
  );
  const outputs = outputsOf(results);
  const blocks = outputs.flatMap((output) => output.blocks);
  const ofNames = nameWarnings(blocks);
  // Each part names its own names: together they are one warning.
  const others = outputs
    .flatMap((output) => output.warnings)
    .filter(({ code }) => ofNames.every((one) => one.code !== code));
  const warnings = [...ofNames, ...others];
  return { blocks, translator: outputs[0]?.translator, warnings: uniqueWarnings(warnings) };
}

function nothingIn({ pages }: DocumentIr) {
  const untouched = pages.filter(({ kind }) => kind === 'untouched');
  const reason = untouched[0]?.reason;
  const why = reason === undefined ? 'there are no words in it' : `page ${untouched[0]?.page}: ${reason}`;
  return `Nothing in the document can be translated: ${why}`;
}

/** Translators that know how people are addressed do it as they translate. */
export function formalityOf(tone: Tone | undefined): Formality | undefined {
  if (tone === 'formal' || tone === 'professional') return 'formal';
  return tone === 'informal' || tone === 'friendly' ? 'informal' : undefined;
}
