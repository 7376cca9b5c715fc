import type { VocabularyEntry } from '@polyspool/contracts/vocabulary';
import type { Segment } from '@polyspool/contracts/segments';
import fc from 'fast-check';
import { chooseExpressions, type Choice } from './choose-expressions.js';
import { entry, line } from './testing-content.js';

const choose = (segments: Segment[], entries: VocabularyEntry[], more: Partial<Choice> = {}) =>
  chooseExpressions({
    segments,
    vocabulary: { language: 'en', analyser: 'fake', entries },
    levels: ['B1', 'B2', 'C1', 'C2'],
    maxExpressions: 10,
    ...more,
  });
const lemmas = (...args: Parameters<typeof choose>) => choose(...args).map((one) => one.entry.lemma);

describe('The choice of expressions', () => {
  const segments = [
    line(0, 'He gave it all up.'),
    line(10, 'That was a piece of cake.'),
    line(20, 'She was reluctant to go.'),
    line(30, 'They ponder over the answer.'),
  ];

  it('takes idioms and phrasal verbs before single words', () => {
    const entries = [
      entry('reluctant', { partOfSpeech: 'ADJ', rank: 10, count: 9 }),
      entry('piece of cake', { kind: 'idiom', partOfSpeech: 'PHRASE' }),
      entry('give up', { forms: ['gave up'] }),
    ];

    expect(lemmas(segments, entries, { maxExpressions: 2 })).toEqual(['give up', 'piece of cake']);
    expect(lemmas(segments, entries)).toEqual(['give up', 'piece of cake', 'reluctant']);
  });

  it('finds the words of an expression where others stand between them', () => {
    const [found] = choose(segments, [entry('give up', { forms: ['gave up'] })]);

    expect(found?.spans.map(({ start, end }) => found.sentence.text.slice(start, end))).toEqual(['gave', 'up']);
  });

  it('takes only the levels that were asked for, and expressions of which nobody knows the level', () => {
    const entries = [
      entry('reluctant', { cefr: { level: 'C1', method: 'list', confidence: 1 } }),
      entry('ponder', { cefr: { level: 'A2', method: 'list', confidence: 1 } }),
      entry('answer', { cefr: undefined }),
      entry('piece of cake', { kind: 'idiom', cefr: undefined }),
    ];

    expect(lemmas(segments, entries, { levels: ['C1'] })).toEqual(['piece of cake', 'reluctant']);
  });

  it('takes no words that only hold sentences together', () => {
    expect(lemmas(segments, [entry('over', { partOfSpeech: 'ADP' })])).toEqual([]);
  });

  it('leaves out what was not heard clearly, and takes a later sentence where it was', () => {
    const murmured = [line(0, 'She was reluctant to go.', { wordConfidence: 0.3 })];
    const repeated = [...murmured, line(50, 'He is reluctant as well.')];

    expect(lemmas(murmured, [entry('reluctant')])).toEqual([]);
    expect(choose(repeated, [entry('reluctant')])[0]?.sentence.startSeconds).toBe(50);
  });

  it('takes no sentence that has no end', () => {
    const cutOff = [line(0, 'It is done.'), line(5, 'She was reluctant to')];

    expect(lemmas(cutOff, [entry('reluctant')])).toEqual([]);
  });

  it('takes what the engine heard between pauses where it writes no full stops', () => {
    expect(lemmas([line(0, 'she was reluctant to go')], [entry('reluctant')])).toEqual(['reluctant']);
  });

  it('puts a sentence together that was heard in two pieces', () => {
    const pieces = [
      line(0, 'She was very', { translation: 'Era muy' }),
      line(4.2, 'reluctant to go.', { translation: 'reacia.' }),
    ];

    const [found] = choose(pieces, [entry('reluctant')]);

    expect(found?.sentence).toMatchObject({
      startSeconds: 0,
      endSeconds: 8.2,
      text: 'She was very reluctant to go.',
      translation: 'Era muy reacia.',
    });
  });

  it('takes one of those that are nearly the same, and one of each sentence', () => {
    const entries = [
      entry('give up', { forms: ['gave up'] }),
      entry('give', { forms: ['gave'] }),
      entry('ponder'),
      entry('answer'),
    ];

    expect(lemmas(segments, entries)).toHaveLength(2);
  });

  it('spreads them over the recording', () => {
    const many = Array.from({ length: 40 }, (_, index) =>
      line(index * 10, `They said wonder${'abcdefghij'[index % 10]}${index} today.`),
    );
    const entries = many.map(({ text }, index) => entry(text.split(' ')[2]!, { rank: 100 + index * 200 }));
    const distinct = entries.map((one, index) => ({
      ...one,
      lemma: `${String.fromCharCode(97 + (index % 26))}${index}word`,
    }));

    const starts = choose(many, distinct, { maxExpressions: 4 }).map(({ sentence }) => sentence.startSeconds);

    const gaps = starts.slice(1).map((start, index) => start - starts[index]!);
    expect(starts).toHaveLength(4);
    expect(Math.min(...gaps)).toBeGreaterThan(40);
  });

  it('never takes more than were asked for, none twice, all in time order', () => {
    const texts = fc.array(
      fc.constantFrom('They give up now.', 'A piece of cake it is.', 'She was reluctant to go.', 'He ponders it.'),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 5 }), (said, maxExpressions) => {
        const lines = said.map((text, index) => line(index * 5, text));
        const entries = [
          entry('give up'),
          entry('piece of cake', { kind: 'idiom' }),
          entry('reluctant'),
          entry('ponder', { forms: ['ponders'] }),
        ];

        const chosen = choose(lines, entries, { maxExpressions });

        const starts = chosen.map(({ sentence }) => sentence.startSeconds);
        expect(chosen.length).toBeLessThanOrEqual(maxExpressions);
        expect(new Set(starts).size).toBe(starts.length);
        expect(starts).toEqual([...starts].sort((one, other) => one - other));
      }),
    );
  });
});
