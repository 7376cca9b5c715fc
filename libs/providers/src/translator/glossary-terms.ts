import type { Glossary } from '@polyspool/contracts/translation';

type Term = Glossary[number];

export interface FoundTerm {
  readonly from: number;
  readonly to: number;
  readonly term: Term;
}

/** Within these, words are not told apart by spaces, or carry endings that are written on. */
const unspaced = ['Han', 'Hiragana', 'Katakana', 'Hangul', 'Thai', 'Lao', 'Khmer', 'Myanmar'];
const spacedLetter = `(?![${unspaced.map((script) => String.raw`\p{Script=${script}}`).join('')}])[\\p{L}\\p{N}\\p{M}]`;

/** Where a term can begin: with a word, or with any character that is of none. */
const units = new RegExp(`(?:${spacedLetter})+|.`, 'gsu');
const endsWithLetter = new RegExp(`${spacedLetter}$`, 'u');

interface IndexedTerm {
  readonly term: Term;
  readonly source: string;
  /** Made when the term is first met: most terms of a large glossary never are. */
  pattern?: RegExp;
}

/**
 * Finds the terms of a glossary as whole words, the longest first, none within another. A term that is written in small
 * letters is found in any case, another one only as it is written. Other inflections than the given one are not found.
 */
export class GlossaryTerms {
  /** By what they begin with, the longest first. */
  private readonly byStart = new Map<string, IndexedTerm[]>();

  constructor(glossary: Glossary) {
    const terms = new Map(glossary.map((term) => [asKey(term.source), term]));
    for (const [source, term] of [...terms].sort(([a], [b]) => b.length - a.length)) {
      const start = (source.match(units)?.[0] ?? '').toLowerCase();
      this.byStart.set(start, [...(this.byStart.get(start) ?? []), { term, source }]);
    }
  }

  in(text: string): FoundTerm[] {
    const found: FoundTerm[] = [];
    if (this.byStart.size === 0) return found;
    let free = 0;
    for (const { 0: unit, index } of text.matchAll(units)) {
      const here = index < free ? undefined : this.at(text, index, unit);
      if (!here) continue;
      found.push(here);
      free = here.to;
    }
    return found;
  }

  private at(text: string, from: number, unit: string): FoundTerm | undefined {
    for (const indexed of this.byStart.get(unit.toLowerCase()) ?? []) {
      const pattern = (indexed.pattern ??= patternOf(indexed.source));
      pattern.lastIndex = from;
      if (pattern.test(text)) return { from, to: pattern.lastIndex, term: indexed.term };
    }
    return undefined;
  }
}

/** Those that occur in one text or another. */
export function termsIn(glossary: Glossary, texts: readonly string[]): Glossary {
  if (glossary.length === 0) return [];
  const terms = glossaryTerms(glossary);
  const found = new Set(texts.flatMap((text) => terms.in(text.normalize('NFC')).map(({ term }) => term)));
  return glossary.filter((term) => found.has(term));
}

const known = new WeakMap<Glossary, GlossaryTerms>();

/** Made once for each glossary: a large one takes milliseconds, and serves many batches. */
export function glossaryTerms(glossary: Glossary): GlossaryTerms {
  const terms = known.get(glossary) ?? new GlossaryTerms(glossary);
  known.set(glossary, terms);
  return terms;
}

const asKey = (text: string) => text.normalize('NFC').replaceAll(/\s+/g, ' ').trim();

function patternOf(source: string) {
  const words = source.split(' ').map((word) => word.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`));
  const border = endsWithLetter.test(source) ? `(?!${spacedLetter})` : '';
  return new RegExp(words.join(String.raw`\s+`) + border, source === source.toLowerCase() ? 'iuy' : 'uy');
}
