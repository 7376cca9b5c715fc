import type { Transcribed } from '@polyspool/contracts/corpus';
import type { Transcript } from '@polyspool/contracts/segments';

/** What a job tells of its transcript; the times of words are in its file. */
export function transcribed({ language, transcriber, segments }: Transcript): Transcribed {
  return {
    text: segments.map(({ text }) => text.trim()).join('\n'),
    language,
    engine: transcriber.engine,
    isDraft: transcriber.quality === 'draft',
    words: segments.reduce((count, { words }) => count + words.length, 0),
  };
}
