import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import type { ListedForm } from './frequency-list.js';

export interface KnownWords {
  readonly language: Language;
  /** Words as they are written in texts, most frequent first. */
  readonly forms: readonly ListedForm[];
  /** What else is known to be written in one: headwords of the dictionary that goes the other way. */
  readonly headwords: readonly string[];
}

/** In a sound dictionary fewer glosses have a capital within a word. */
const leastOddShare = 1 / 2000;
const innerCapital = /(?<=\p{Ll})(?=\p{Lu})/gu;

/**
 * Whether spaces are missing: where the second word has a capital that shows (`NorthAmerica`), elsewhere it does not
 * (`togetherwith`).
 */
export const hasLostSpaces = (glosses: readonly string[]) =>
  glosses.filter((gloss) => gloss.search(innerCapital) >= 0).length > glosses.length * leastOddShare;

/** Words of one and two letters that may stand in an expression: any two letters are in a list of frequent words. */
const shortWords: Readonly<Record<string, readonly string[]>> = {
  en: 'a an as at be by do go he if in is it me my no of on or so to up we'.split(' '),
  es: 'a al de el en ir la lo mi se si su tu un va y ya'.split(' '),
};

/** Rarer ones are more likely to be parts of a word: `ram` of `sacrament`. */
const mostRank = { ofThreeLetters: 3_000, ofMore: 20_000 };
/** A headword that no list of frequent words has. */
const rareRank = 30_000;
/** Each further word makes a reading less likely, however frequent the word. */
const costOfWord = 2.3;
const longestWord = 20;

/** Puts spaces back between words that were run together. A word that is known stays as it is. */
export class LostSpaces {
  private readonly known = new Set<string>();
  /** Of those that may stand beside others. A name does so only where it is a headword: `Ding` ends no `skidding`. */
  private readonly ranks = new Map<string, number>();
  private readonly short: ReadonlySet<string>;
  private readonly found = new Map<string, string>();

  constructor({ language, forms, headwords }: KnownWords) {
    this.short = new Set(shortWords[primaryLanguage(language)]);
    for (const [index, { form }] of forms.entries()) this.know(form, index + 1, /^\p{Lu}/u.test(form));
    for (const word of headwords.flatMap((each) => each.split(/[^\p{L}\p{M}]+/u))) this.know(word, rareRank);
  }

  restore(gloss: string): string {
    return gloss
      .replaceAll(innerCapital, ' ')
      .replaceAll(/(?<=\p{L}['’]s)(?=\p{Ll}{2})/gu, ' ') // `one'slegs`
      .replaceAll(/[\p{L}\p{M}]+/gu, (word) => this.parted(word));
  }

  private know(word: string, rank: number, isName = false) {
    const lower = word.toLowerCase();
    if (!lower) return;
    this.known.add(lower);
    if (!isName && !this.ranks.has(lower)) this.ranks.set(lower, rank);
  }

  private parted(word: string): string {
    const lower = word.toLowerCase();
    if (this.short.size === 0 || this.known.has(lower)) return word;
    const parted = this.found.get(lower) ?? this.likeliest(lower);
    this.found.set(lower, parted);
    return word.slice(0, 1) + parted.slice(1);
  }

  /** The words that give these letters and are the most frequent together; the letters as they are where none do. */
  private likeliest(letters: string): string {
    const readings: ({ readonly cost: number; readonly text: string } | undefined)[] = [{ cost: 0, text: '' }];
    for (let end = 1; end <= letters.length; end += 1) {
      for (let start = Math.max(0, end - longestWord); start < end; start += 1) {
        const before = readings[start];
        const word = letters.slice(start, end);
        const cost = (before?.cost ?? Infinity) + this.costOf(word);
        if (before && cost < (readings[end]?.cost ?? Infinity))
          readings[end] = { cost, text: `${before.text} ${word}` };
      }
    }
    return readings[letters.length]?.text.slice(1) ?? letters;
  }

  private costOf(word: string): number {
    const rank = this.ranks.get(word) ?? Infinity;
    const cost = Math.log(rank) + costOfWord;
    if (word.length < 3) return this.short.has(word) ? cost : Infinity;
    if (word.length === 3) return rank <= mostRank.ofThreeLetters ? cost : Infinity;
    return rank <= mostRank.ofMore || rank === rareRank ? cost : Infinity;
  }
}
