import fc from 'fast-check';
import { mergeVocabulary } from './merge-vocabulary.js';
import { extract, knowing } from './testing-vocabulary.js';

const forms = {
  children: ['child', 'NOUN'],
  child: ['child', 'NOUN'],
  plays: ['play', 'VERB'],
  play: ['play', 'VERB'],
  anna: ['Anna', 'PROPN'],
  gave: ['give', 'VERB'],
  up: ['up', 'ADP'],
  it: ['it', 'PRON'],
} as const;

describe('extractVocabulary', () => {
  it('counts words by their lemma, and tells their forms and when they are first said', async () => {
    const said = [
      { text: 'children play', startSeconds: 1, endSeconds: 2 },
      { text: 'the children and the child', startSeconds: 5, endSeconds: 7 },
    ];

    const { vocabulary } = await extract(knowing({ forms, words: { child: { rank: 309, level: 'A1' } } }), said);

    expect(vocabulary).toMatchObject({ language: 'en', analyser: 'fake' });
    expect(vocabulary.entries.find(({ lemma }) => lemma === 'child')).toEqual({
      lemma: 'child',
      kind: 'word',
      partOfSpeech: 'NOUN',
      forms: ['children', 'child'],
      count: 3,
      rank: 309,
      cefr: { level: 'A1', method: 'list', confidence: 1 },
      firstSeconds: 1,
      example: { text: 'the children and the child', startSeconds: 5, endSeconds: 7 },
    });
  });

  it('shows a word by a whole sentence of 4 to 15 words, with its translation', async () => {
    const said = [
      { text: 'Play!', startSeconds: 0 },
      { text: 'The children play in the garden.', translation: 'Los niños juegan en el jardín.', startSeconds: 3 },
      { text: `They play ${'and sing '.repeat(20)}.`, startSeconds: 9 },
    ];

    const { vocabulary } = await extract(knowing({ forms }), said);

    const play = vocabulary.entries.find(({ lemma }) => lemma === 'play');
    expect(play).toMatchObject({ count: 3, firstSeconds: 0 });
    expect(play?.example).toEqual({
      text: 'The children play in the garden.',
      translation: 'Los niños juegan en el jardín.',
      startSeconds: 3,
    });
  });

  it('leaves out names, numbers, fillers, stray letters and marks', async () => {
    const { vocabulary } = await extract(knowing({ forms }), ['Um, Anna plays 3 games, uh, hmm ... b aaah']);

    expect(vocabulary.entries.map(({ lemma }) => lemma)).toEqual(['games', 'play']);
  });

  it('takes an expression for one unit, also where its words stand apart', async () => {
    const { vocabulary } = await extract(knowing({ forms }), ['children gave it up', 'children gave up']);

    expect(vocabulary.entries.find(({ lemma }) => lemma === 'give up')).toMatchObject({
      kind: 'phrasalVerb',
      partOfSpeech: 'VERB',
      forms: ['gave up'],
      count: 2,
      cefr: { level: 'A2', method: 'estimate' },
    });
    expect(vocabulary.entries.map(({ lemma }) => lemma)).toEqual(['child', 'give up', 'it']);
  });

  it('keeps only words of the levels that are asked for', async () => {
    const words = { cat: { level: 'A1' }, dog: { level: 'B1' }, lynx: { level: 'C2' } } as const;
    const lemmasOf = async (levels?: readonly ('A1' | 'B1' | 'C2')[]) => {
      const { vocabulary } = await extract(knowing({ words }), ['cat dog lynx yeti'], { levels });
      return vocabulary.entries.map(({ lemma }) => lemma);
    };

    expect(await lemmasOf(['A1', 'C2'])).toEqual(['cat', 'lynx']);
    expect(await lemmasOf([])).toEqual(['cat', 'dog', 'lynx', 'yeti']);
    expect(await lemmasOf()).toEqual(['cat', 'dog', 'lynx', 'yeti']);
  });

  it('explains words from the dictionary, and asks no translator', async () => {
    const engines = knowing({ glosses: { cat: 'gato' }, translations: { dog: 'perro' } });

    const { vocabulary } = await extract(engines, ['cat dog'], { targetLanguage: 'es' });

    expect(vocabulary.entries.map(({ lemma, gloss }) => [lemma, gloss])).toEqual([
      ['cat', { text: 'gato', source: 'fake dictionary' }],
      ['dog', undefined],
    ]);
  });

  it('refuses a language that nobody can analyse', async () => {
    await expect(extract(knowing(), ['kissa'], { language: 'fi' })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });

  it('stops when it is told to', async () => {
    const reason = new Error('enough');

    await expect(extract(knowing(), ['cat'], { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe('mergeVocabulary', () => {
  const word = fc.constantFrom('cat', 'children', 'child', 'Anna', 'plays', 'gave up', 'gave it up', '3', 'um', 'dog');
  const sentence = fc.array(word, { maxLength: 8 }).map((words) => words.join(' '));
  const parts = fc.array(fc.array(sentence, { maxLength: 4 }), { minLength: 1, maxLength: 4 });
  const summary = (vocabulary: Awaited<ReturnType<typeof extract>>['vocabulary'] | undefined) =>
    vocabulary?.entries.map(({ lemma, kind, count, example, firstSeconds, forms: found }) => {
      return { lemma, kind, count, example, firstSeconds, forms: [...found].sort() };
    });

  it('makes of parts what the whole gives', async () => {
    await fc.assert(
      fc.asyncProperty(parts, async (texts) => {
        let seconds = 0;
        const said = texts.map((part) => part.map((text) => ({ text, startSeconds: seconds++ })));
        const engines = knowing({ forms });

        const whole = await extract(engines, said.flat());
        const each = await Promise.all(said.map((part) => extract(engines, part)));

        expect(summary(mergeVocabulary(each.map(({ vocabulary }) => vocabulary)))).toEqual(summary(whole.vocabulary));
      }),
    );
  });

  it('is the same for any grouping of the parts', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(sentence, sentence, sentence), async (texts) => {
        const [a, b, c] = await Promise.all(
          texts.map(async (text) => (await extract(knowing({ forms }), [text])).vocabulary),
        );
        const merge = (...all: Parameters<typeof mergeVocabulary>[0]) => mergeVocabulary(all)!; // there are parts

        const left = merge(merge(a!, b!), c!); // three texts, three vocabularies
        const right = merge(a!, merge(b!, c!));
        expect(summary(left)).toEqual(summary(right));
      }),
    );
  });

  it('keeps a gloss that only one part has', () => {
    const entry = {
      lemma: 'cat',
      kind: 'word',
      partOfSpeech: 'NOUN',
      forms: ['cat'],
      example: { text: 'cat' },
    } as const;
    const vocabularyOf = (count: number, gloss?: { text: string; source: string }) => ({
      language: 'en',
      analyser: 'fake',
      entries: [{ ...entry, forms: ['cat'], count, ...(gloss && { gloss }) }],
    });

    const merged = mergeVocabulary([vocabularyOf(1, { text: 'gato', source: 'x' }), vocabularyOf(5)]);

    expect(merged?.entries).toMatchObject([{ count: 6, gloss: { text: 'gato' } }]);
    expect(mergeVocabulary([])).toBeUndefined();
  });
});

describe('the levels that are asked for', () => {
  it('pick from what all levels give', async () => {
    const levels = ['A1', 'A2', 'B1', 'B2', 'C1', 'C2'] as const;
    const words = Object.fromEntries(levels.map((level, index) => [`word${'abcdef'[index]}`, { level }]));
    const text = [...Object.keys(words), 'other'].join(' ');

    await fc.assert(
      fc.asyncProperty(fc.subarray([...levels], { minLength: 1 }), async (wanted) => {
        const all = await extract(knowing({ words }), [text]);
        const some = await extract(knowing({ words }), [text], { levels: wanted });

        const expected = all.vocabulary.entries.filter(({ cefr }) => cefr && wanted.includes(cefr.level));
        expect(some.vocabulary.entries).toEqual(expected);
      }),
    );
  });
});
