import type { Language } from '@polyspool/contracts/languages';
import { plainText } from '@polyspool/contracts/rich-text';
import type { Warning } from '@polyspool/contracts/warning';
import { knownWords } from './known-words.js';
import type { LanguagePair } from './language-pair.js';
import { scriptOf } from './script-of.js';
import { namesIn, nameWord } from './names-in.js';
import type { TextBlock } from './sentence-units.js';
import type { TranslatedBlock } from './translate-rich-texts.js';

type Translated = Pick<TranslatedBlock, 'id' | 'text' | 'translatedBy'>;

/**
 * Names that do not stand in the translations of their blocks, by block. Some are right, as London is called Londres: that is for
 * people to judge. Where the languages have other scripts, in which most names are written otherwise, only those are told that
 * their spelling tells (`NASA`, `GPT4`); nothing is said of what people have translated.
 */
export function changedNames(
  blocks: readonly TextBlock[],
  translated: readonly Translated[],
  { from, to }: LanguagePair,
): Map<string, string[]> {
  const texts = blocks.map(({ text }) => plainText(text, ' '));
  const bySpelling = scriptOf(from) !== scriptOf(to);
  const namesOf = namesIn(texts, { language: from, isWord: wordsOf(texts, from), bySpelling });
  const made = new Map(translated.map((block) => [block.id, block]));
  const beforeOf = new Map(blocks.flatMap(({ id, continuedBy }) => (continuedBy ? [[continuedBy, id] as const] : [])));
  const changed = blocks.flatMap(({ id, continuedBy }, index) => {
    const by = made.get(id)?.translatedBy;
    if (by === undefined || by === 'memory' || by === 'none') return [];
    const names = namesOf[index];
    if (!names?.size) return [];
    // Of a sentence that runs over blocks, a word may have come into another one.
    const around = [beforeOf.get(id), id, continuedBy].flatMap((one) => (one && made.get(one)?.text) || []);
    const words = new Set(plainText(around, ' ').match(nameWord));
    const lost = [...names].filter((name) => !isAmong(name, words));
    return lost.length > 0 ? [[id, lost] as const] : [];
  });
  return new Map(changed);
}

/** So that people know what to look at. */
export function nameWarnings(blocks: readonly { readonly changedNames: readonly string[] }[]): Warning[] {
  const names = [...new Set(blocks.flatMap((block) => block.changedNames))];
  if (names.length === 0) return [];
  const some = names.slice(0, mostNamed).join(', ');
  const counted = names.length === 1 ? '1 name is' : `${names.length} names are`;
  const detail = `${counted} not written in the translation as in the original: ${some}${names.length > mostNamed ? ', ...' : ''}`;
  return [{ code: 'document.changedNames', detail }];
}

const mostNamed = 10;

/** Also with another ending: languages inflect names. */
function isAmong(name: string, words: ReadonlySet<string>) {
  if (words.has(name)) return true;
  const stem = name.length > 4 ? name.slice(0, -1) : name;
  return [...words].some((word) => word.startsWith(stem) && word.length <= name.length + mostAdded);
}

const mostAdded = 4;

/** What occurs in lower case, too, is no name, and what is known to have a translation. */
function wordsOf(texts: readonly string[], language: Language) {
  const words = texts.flatMap((text) => text.match(nameWord) ?? []);
  const written = new Set(words.filter((word) => /^\p{Ll}+$/u.test(word)));
  const known = knownWords(language);
  return (word: string) => written.has(word) || known.has(word);
}
