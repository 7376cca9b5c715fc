import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { TranslationMemory } from '@polyspool/contracts/translation';

/**
 * Looks texts in a language up in a translation memory: white space apart, exactly as they are. Of several entries the last
 * one holds.
 */
export function recall(memory: TranslationMemory, from: Language): (text: string) => string | undefined {
  const spoken = primaryLanguage(from);
  const own = memory.filter(({ language = spoken }) => primaryLanguage(language) === spoken);
  const known = new Map(own.map(({ source, target }) => [asKey(source), target]));
  return known.size === 0 ? () => undefined : (text) => known.get(asKey(text));
}

const asKey = (text: string) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();
