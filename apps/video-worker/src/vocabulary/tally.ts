import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { exampleScore } from './example-score.js';
import type { Utterance } from './utterance.js';

/** One time that a word is said. */
export interface Occurrence {
  readonly lemma: string;
  readonly kind: VocabularyEntry['kind'];
  readonly partOfSpeech: string;
  readonly form: string;
}

/** An entry while it is being counted. */
export interface CountedEntry {
  readonly lemma: string;
  readonly kind: VocabularyEntry['kind'];
  readonly count: number;
  readonly partOfSpeech: string;
  readonly forms: readonly string[];
  readonly firstSeconds: number | undefined;
  readonly example: VocabularyEntry['example'];
}

interface Draft {
  readonly kind: VocabularyEntry['kind'];
  count: number;
  readonly classes: Map<string, number>;
  readonly forms: Map<string, number>;
  readonly firstSeconds: number | undefined;
  best: Utterance;
  bestScore: number;
}

/** Counts words, and remembers the sentence that shows each best. */
export class Tally {
  readonly #drafts = new Map<string, Draft>();

  add({ lemma, kind, partOfSpeech, form }: Occurrence, said: Utterance) {
    const score = exampleScore(said.text);
    const draft = this.#drafts.get(lemma) ?? newDraft(kind, said);
    this.#drafts.set(lemma, draft);
    draft.count += 1;
    increase(draft.classes, partOfSpeech);
    increase(draft.forms, form);
    if (score <= draft.bestScore) return;
    draft.best = said;
    draft.bestScore = score;
  }

  entries(): CountedEntry[] {
    return [...this.#drafts].map(([lemma, { kind, count, classes, forms, firstSeconds, best }]) => ({
      lemma,
      kind,
      count,
      partOfSpeech: byCount(classes)[0]!, // it was said as something
      forms: byCount(forms),
      firstSeconds,
      example: exampleOf(best),
    }));
  }
}

const newDraft = (kind: Draft['kind'], said: Utterance): Draft => ({
  kind,
  count: 0,
  classes: new Map(),
  forms: new Map(),
  firstSeconds: said.startSeconds,
  best: said,
  bestScore: Number.NEGATIVE_INFINITY,
});

const increase = (counts: Map<string, number>, key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
const byCount = (counts: ReadonlyMap<string, number>) => [...counts].sort(([, a], [, b]) => b - a).map(([key]) => key);

const exampleOf = ({ text, translation, startSeconds, endSeconds }: Utterance): VocabularyEntry['example'] => ({
  text,
  ...(translation !== undefined && { translation }),
  ...(startSeconds !== undefined && { startSeconds }),
  ...(endSeconds !== undefined && { endSeconds }),
});
