import type { Transcribed } from '@polyspool/contracts/corpus';
import type { Transcript } from '@polyspool/contracts/segments';
import { wordsOf } from './words-of.js';

/** What a job tells of its transcript; the times of words are in its file. */
export function transcribed({ language, transcriber, segments }: Transcript): Transcribed {
  const text = segments.map((segment) => segment.text.trim()).join('\n');
  return {
    text,
    language,
    engine: transcriber.engine,
    isDraft: transcriber.quality === 'draft',
    // Not every engine says when each word is spoken.
    words: wordsOf(text, language).length,
  };
}
