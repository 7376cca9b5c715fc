import type { Language } from '@polyspool/contracts/languages';
import type { Warning } from '@polyspool/contracts/warning';
import type { Translator } from '../translator/translator.js';
import type { LanguagePair } from './language-pair.js';
import { languageName } from './language-name.js';

/** What goes through a third language loses on both ways, and people should know of it. */
export async function pivotWarnings(translator: Translator, { from, to }: LanguagePair): Promise<Warning[]> {
  const via: Language | undefined = await translator.pivot?.(from, to);
  if (via === undefined) return [];
  const pair = `from ${languageName(from)} to ${languageName(to)}`;
  const detail = `Translated through ${languageName(via)}: the translator has no direct way ${pair}. Expect more mistakes than usual`;
  return [{ code: 'engine.indirectPair', detail }];
}
