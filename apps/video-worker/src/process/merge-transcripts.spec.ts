import type { Segment, Transcript } from '@polyspool/contracts/segments';
import { mergeTranscripts } from './merge-transcripts.js';

const transcriber = { engine: 'fake', quality: 'draft' } as const;
const transcript = (segments: Segment[]): Transcript => ({ language: 'en', transcriber, segments });
const unheard = transcript([]);
const line = (startSeconds: number, endSeconds: number, text = 'word'): Segment => ({
  startSeconds,
  endSeconds,
  text,
  words: [{ text, startSeconds, endSeconds }],
});

describe('mergeTranscripts', () => {
  it('is what nobody said where there are no chunks', () => {
    expect(mergeTranscripts(unheard, [])).toEqual(unheard);
  });

  it('names the target and the translator when any part was translated', () => {
    const translated = { ...transcript([]), targetLanguage: 'es', translator: transcriber };

    expect(mergeTranscripts(unheard, [transcript([]), translated])).toEqual(translated);
    expect(mergeTranscripts(unheard, [transcript([])])).toEqual(unheard);
  });

  it('names the target also where only a person has translated', () => {
    const byHand = { ...transcript([]), targetLanguage: 'ko' };

    expect(mergeTranscripts(unheard, [transcript([]), byHand])).toEqual(byHand);
  });

  it('ends a line when the first one of the next chunk begins, and changes nothing else', () => {
    const first = transcript([line(0, 1), line(9, 10.08)]);
    const second = transcript([line(10.05, 11), line(12, 13)]);

    const { segments } = mergeTranscripts(unheard, [first, transcript([]), second]);

    expect(segments.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
      [0, 1],
      [9, 10.05],
      [10.05, 11],
      [12, 13],
    ]);
    expect(segments[1]?.words).toEqual([{ text: 'word', startSeconds: 9, endSeconds: 10.05 }]);
    expect(first.segments[1]).toEqual(line(9, 10.08));
  });
});
