import type { CefrLevel, VocabularyEntry } from '@polyspool/contracts/vocabulary';

export interface EntryChoice {
  readonly levels?: readonly CefrLevel[] | undefined;
  readonly lemmas?: readonly string[] | undefined;
  readonly except: readonly string[];
  readonly limit: number;
}

export interface ChosenEntries {
  /** In the order of the vocabulary: most frequent first. */
  readonly chosen: readonly VocabularyEntry[];
  /** How many more would have been asked for. */
  readonly beyondLimit: number;
}

export function chooseEntries(entries: readonly VocabularyEntry[], choice: EntryChoice): ChosenEntries {
  const { levels, limit } = choice;
  const only = choice.lemmas && new Set(choice.lemmas.map(composed));
  const except = new Set(choice.except.map(composed));
  const wanted = entries.filter(({ lemma, cefr }) => {
    if (levels && !(cefr && levels.includes(cefr.level))) return false;
    return !except.has(composed(lemma)) && (!only || only.has(composed(lemma)));
  });
  return { chosen: wanted.slice(0, limit), beyondLimit: Math.max(0, wanted.length - limit) };
}

const composed = (lemma: string) => lemma.trim().normalize('NFC');
