import type { Segment, TimedWord, Transcript } from '@polyspool/contracts/segments';
import fc from 'fast-check';
import { mergeTranscripts } from './merge-transcripts.js';
import { placeInRecording } from './place-in-recording.js';

const transcriber = { engine: 'fake', quality: 'draft' } as const;
const transcript = (segments: Segment[]): Transcript => ({ language: 'en', transcriber, segments });

describe('mergeTranscripts', () => {
  it('names the translator when any part was translated', () => {
    const translated = { ...transcript([]), targetLanguage: 'es', translator: transcriber };

    expect(mergeTranscripts(transcript([]), [translated])).toEqual(translated);
    expect(mergeTranscripts(transcript([]), [transcript([])])).toEqual(transcript([]));
  });

  it('gives back the words of the recording, once each and in order, wherever it was cut', () => {
    const recordings = fc.record({
      words: fc.array(fc.string(), { minLength: 1 }),
      cuts: fc.array(fc.nat({ max: 200 })),
    });
    fc.assert(
      fc.property(recordings, ({ words, cuts }) => {
        const spoken = words.map((text, index): TimedWord => ({ text, startSeconds: index, endSeconds: index + 0.75 }));
        const borders = [0, ...new Set(cuts.filter((cut) => cut > 0 && cut < words.length)), words.length].sort(
          (a, b) => a - b,
        );
        const chunks = borders.slice(1).map((end, index) => heard(spoken, borders[index] ?? 0, end));

        const [first = transcript([]), ...rest] = chunks;

        expect(mergeTranscripts(first, rest).segments.flatMap((segment) => segment.words)).toEqual(spoken);
      }),
    );
  });

  /** What an engine hears in one chunk: times from the chunk's start, then placed in the recording. */
  function heard(spoken: readonly TimedWord[], start: number, end: number) {
    const words = spoken
      .slice(start, end)
      .map((word) => ({ ...word, startSeconds: word.startSeconds - start, endSeconds: word.endSeconds - start }));
    const text = words.map((word) => word.text).join(' ');
    const segment = { startSeconds: 0, endSeconds: end - start, text, words };
    return transcript(placeInRecording([segment], { startSeconds: start, endSeconds: end }));
  }
});
