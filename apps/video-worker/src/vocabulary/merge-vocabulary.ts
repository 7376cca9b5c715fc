import type { Vocabulary, VocabularyEntry } from '@polyspool/contracts/vocabulary';
import { byImportance } from './by-importance.js';
import { exampleScore } from './example-score.js';

/** The vocabulary of a whole, from those of its parts in their order; nothing where there are no parts. */
export function mergeVocabulary(parts: readonly Vocabulary[]): Vocabulary | undefined {
  const [first] = parts;
  if (!first) return undefined;
  const merged = new Map<string, VocabularyEntry>();
  for (const entry of parts.flatMap(({ entries }) => entries)) {
    const known = merged.get(entry.lemma);
    merged.set(entry.lemma, known ? joined(known, entry) : entry);
  }
  return { ...first, entries: [...merged.values()].sort(byImportance) };
}

/** Facts of the word are the same in both; of what differs, the part with more of it knows better. */
function joined(earlier: VocabularyEntry, later: VocabularyEntry): VocabularyEntry {
  const [more, less] = later.count > earlier.count ? [later, earlier] : [earlier, later];
  const firstSeconds = earlier.firstSeconds ?? later.firstSeconds;
  const found = more.gloss ?? less.gloss;
  return {
    ...more,
    forms: [...new Set([...more.forms, ...less.forms])],
    count: earlier.count + later.count,
    ...(firstSeconds !== undefined && { firstSeconds }),
    ...(found && { gloss: found }),
    example: exampleScore(later.example.text) > exampleScore(earlier.example.text) ? later.example : earlier.example,
  };
}
