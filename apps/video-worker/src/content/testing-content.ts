import type { Segment } from '@polyspool/contracts/segments';
import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';

/** An entry of a vocabulary of which only what matters is said. */
export const entry = (lemma: string, more: Partial<VocabularyEntry> = {}): VocabularyEntry => ({
  lemma,
  kind: lemma.includes(' ') ? 'phrasalVerb' : 'word',
  partOfSpeech: 'VERB',
  forms: [lemma],
  count: 1,
  rank: 5_000,
  cefr: { level: 'B2', method: 'list', confidence: 1 },
  example: { text: lemma },
  ...more,
});

/** A line of four seconds, its words evenly spread in it. */
export function line(
  startSeconds: number,
  text: string,
  more: Partial<Segment> & { wordConfidence?: number } = {},
): Segment {
  const { wordConfidence = 0.9, ...rest } = more;
  const texts = text.split(' ');
  const each = 4 / texts.length;
  const words = texts.map((word, index) => ({
    text: word,
    startSeconds: startSeconds + index * each,
    endSeconds: startSeconds + (index + 1) * each,
    confidence: wordConfidence,
  }));
  return { startSeconds, endSeconds: startSeconds + 4, text, words, ...rest };
}
