import { AppError } from '@polyspool/contracts/errors';
import type { Language } from '@polyspool/contracts/languages';
import { plainText } from '@polyspool/contracts/rich-text';
import type { Warning } from '@polyspool/contracts/warning';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { languageName } from '@polyspool/providers/translation/language-name';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import type { TranslateJob } from './translate-pdf.js';

/** The more the surer, up to here. */
const sampleCharacters = 6_000;

/** The language that was named, else the one that the text seems to be in. Throws `language.unknown`. */
export async function writtenLanguage(
  job: TranslateJob,
  identifier: LanguageIdentifier,
  document: DocumentIr,
): Promise<{ readonly language: Language; readonly warnings: readonly Warning[] }> {
  if (job.input.language !== undefined) return { language: job.input.language, warnings: [] };
  const sample = sampleOf(document);
  const [written] = await job.step('written-language', [sample, await identifier.describe()], () =>
    identifier.identify([sample], { signal: job.signal }).then((all) => all.map((one) => one ?? null)),
  );
  if (!written)
    throw new AppError('language.unknown', 'The language of the document could not be recognised: please name it');
  if (written.isReliable) return { language: written.language, warnings: [] };
  const detail = `The document seems to be in ${languageName(written.language)}. If it is not, please name its language`;
  return { language: written.language, warnings: [{ code: 'language.uncertain', detail }] };
}

/** What runs over lines says more about a language than labels and names. */
function sampleOf({ pages }: DocumentIr) {
  const blocks = pages.flatMap((page) => page.blocks).filter(({ skipReason }) => !skipReason);
  const sorted = blocks.toSorted((a, b) => Number(b.lines > 1) - Number(a.lines > 1));
  let sample = '';
  for (const { text } of sorted) {
    sample += `${plainText(text, ' ')}\n`;
    if (sample.length > sampleCharacters) break;
  }
  return sample.slice(0, sampleCharacters);
}
