import type { Segment, TimedWord, Transcript } from '@polyspool/contracts/segments';
import type { TimeRange } from '@polyspool/contracts/time-range';
import fc from 'fast-check';
import { mergeTranscripts } from './merge-transcripts.js';
import { ownedBy, stretchAround } from '@polyspool/providers/transcription/owned-by';
import { placeInRecording } from '@polyspool/providers/transcription/place-in-recording';
import { sample } from './testing.js';

const seconds = (startSeconds: number, endSeconds: number): TimeRange => ({ startSeconds, endSeconds });
const toMs = (value: number) => Math.round(value * 1000);

describe('ownedBy', () => {
  const said = (text: string, ...words: TimedWord[]): Segment => {
    const [first, last] = [words[0], words.at(-1)];
    return { startSeconds: first?.startSeconds ?? 0, endSeconds: last?.endSeconds ?? 0, text, words };
  };
  const word = (text: string, from: number, to: number): TimedWord => ({ text, ...seconds(from, to) });

  it('gives a word to the chunk in which its middle lies, the later one where it lies on the border', () => {
    const heard = [said('one two', word('one', 9.2, 10), word('two', 10, 10.4))];

    expect(ownedBy(heard, seconds(0, 9.6))).toEqual([]);
    expect(ownedBy(heard, seconds(0, 9.61))).toMatchObject([{ text: 'one', endSeconds: 10 }]);
    expect(ownedBy(heard, seconds(9.6, 20))).toEqual(heard);
  });

  it('keeps the punctuation of the words that remain', () => {
    const heard = [
      said(
        '“Well, I never!” she cried.',
        word('Well,', 0, 1),
        word('I', 1, 2),
        word('never!”', 2, 3),
        word('she', 3, 4),
        word('cried.', 4, 5),
      ),
    ];

    expect(ownedBy(heard, seconds(0, 3))[0]?.text).toBe('“Well, I never!”');
    expect(ownedBy(heard, seconds(3, 9))[0]?.text).toBe('she cried.');
    expect(ownedBy(heard, seconds(1, 3))[0]?.text).toBe('I never!”');
  });

  it('joins words that do not stand in the text as they were heard', () => {
    const heard = [said('twenty-one 3', word('twenty', 0, 1), word('one', 1, 2), word('three', 2, 3))];

    expect(ownedBy(heard, seconds(0, 2))[0]?.text).toBe('twenty one');
  });

  it('goes by the middle of a line where the engine gives no words', () => {
    const heard = [{ ...said('a line'), ...seconds(8, 12.5) }];

    expect(ownedBy(heard, seconds(0, 10))).toEqual([]);
    expect(ownedBy(heard, seconds(10, 20))).toEqual(heard);
  });
});

describe('chunks of a recording', () => {
  /** The words of the sample, each as long as its letters say. */
  const spoken = sample.speech.flatMap((spell, index) => {
    const texts = (sample.lines[index] ?? '').split(' ');
    const perLetter = (spell.endSeconds - spell.startSeconds) / texts.join('').length;
    let at = spell.startSeconds;
    return texts.map((text): TimedWord => {
      const startSeconds = toMs(at) / 1000;
      at += text.length * perLetter;
      return { text, startSeconds, endSeconds: toMs(at) / 1000 };
    });
  });

  it('lose no word and double none, wherever in the sample they are cut', () => {
    const cuts = spoken.flatMap(({ startSeconds, endSeconds }) =>
      [-0.02, 0, 0.1, 0.25, 0.5, 0.75, 0.9, 1].map((part) => startSeconds + (endSeconds - startSeconds) * part),
    );
    expect(cuts.length).toBeGreaterThan(200);

    for (const cut of cuts) expect({ cut, words: heardInChunks(spoken, [cut]) }).toEqual({ cut, words: spoken });
  });

  it('lose no word and double none, whatever is said and into however many they are cut', () => {
    const recordings = fc.record({
      words: fc.array(
        fc.record({
          text: fc.string({ minLength: 1 }),
          pauseMs: fc.nat(800),
          lengthMs: fc.integer({ min: 1, max: 1000 }),
        }),
      ),
      cutsMs: fc.array(fc.nat(60_000)),
    });
    fc.assert(
      fc.property(recordings, ({ words, cutsMs }) => {
        let atMs = 0;
        const all = words.map(({ text, pauseMs, lengthMs }): TimedWord => {
          const startMs = atMs + pauseMs;
          atMs = startMs + lengthMs;
          return { text, startSeconds: startMs / 1000, endSeconds: atMs / 1000 };
        });

        expect(
          heardInChunks(
            all,
            cutsMs.map((ms) => ms / 1000),
          ),
        ).toEqual(all);
      }),
    );
  });

  function heardInChunks(words: readonly TimedWord[], cuts: readonly number[]) {
    const durationSeconds = (words.at(-1)?.endSeconds ?? 0) + 1;
    const inside = [...new Set(cuts)].filter((cut) => cut > 0 && cut < durationSeconds).sort((a, b) => a - b);
    const borders = [0, ...inside, durationSeconds];
    const chunks = borders
      .slice(1)
      .map((end, index) => heardIn(seconds(borders[index] ?? 0, end), words, durationSeconds));
    return mergeTranscripts(transcript([]), chunks).segments.flatMap((segment) => segment.words);
  }

  /** An engine hears what touches the sound it is given; of a word that is cut off it makes another one. */
  function heardIn(chunk: TimeRange, words: readonly TimedWord[], durationSeconds: number) {
    const stretch = stretchAround(chunk, durationSeconds);
    const heard = words
      .filter((word) => word.endSeconds > stretch.startSeconds && word.startSeconds < stretch.endSeconds)
      .map(({ text, startSeconds, endSeconds }) => {
        const isWhole = startSeconds >= stretch.startSeconds && endSeconds <= stretch.endSeconds;
        return {
          text: isWhole ? text : `part of ${text}`,
          startSeconds: Math.max(0, startSeconds - stretch.startSeconds),
          endSeconds: Math.min(endSeconds, stretch.endSeconds) - stretch.startSeconds,
        };
      });
    const text = heard.map((word) => word.text).join(' ');
    const segment = { startSeconds: 0, endSeconds: stretch.endSeconds - stretch.startSeconds, text, words: heard };
    return transcript(ownedBy(placeInRecording(heard.length > 0 ? [segment] : [], stretch), chunk));
  }

  function transcript(segments: Segment[]): Transcript {
    return { language: 'en', transcriber: { engine: 'fake', quality: 'draft' }, segments };
  }
});
