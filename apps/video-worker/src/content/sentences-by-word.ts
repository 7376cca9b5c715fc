import { unspaced } from './finder-of.js';
import type { SaidSentence } from './said-sentences.js';

/** Sentences by what is said in them: a film has thousands, and thousands of words to be looked for. */
export class SentencesByWord {
  readonly #places = new Map<string, number[]>();
  readonly #lowered: readonly string[];

  constructor(private readonly sentences: readonly SaidSentence[]) {
    this.#lowered = sentences.map(({ text }) => text.toLowerCase());
    this.#lowered.forEach((text, place) => {
      for (const word of new Set(wordsOf(text))) {
        const places = this.#places.get(word);
        if (places) places.push(place);
        else this.#places.set(word, [place]);
      }
    });
  }

  /** In their order, all in which one of the expressions may stand, and some others. */
  withAny(expressions: readonly string[]): SaidSentence[] {
    const places = new Set(expressions.flatMap((expression) => this.placesOf(expression.toLowerCase())));
    return [...places].sort((a, b) => a - b).map((place) => this.sentences[place]!); // they are places of sentences
  }

  private placesOf(expression: string): readonly number[] {
    const [first] = wordsOf(expression);
    if (first === undefined) return this.#lowered.map((_, place) => place);
    if (!unspaced.test(first)) return this.#places.get(first) ?? [];
    return this.#lowered.flatMap((text, place) => (text.includes(first) ? [place] : []));
  }
}

const wordsOf = (text: string) => text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
