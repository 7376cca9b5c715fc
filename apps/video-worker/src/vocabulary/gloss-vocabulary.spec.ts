import { AppError } from '@polyspool/contracts/errors';
import type { Vocabulary } from '@polyspool/contracts/vocabulary';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { StepCache } from '@polyspool/jobs/step-cache';
import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import type { TranslateOptions } from '@polyspool/providers/translator/translator';
import { glossVocabulary } from './gloss-vocabulary.js';

/** Remembers what it was asked. */
class WatchedTranslator extends FakeTranslator {
  readonly asked: string[][] = [];

  override translate(texts: readonly string[], options: TranslateOptions) {
    this.asked.push([...texts]);
    return super.translate(texts, options);
  }
}

const spanish = (words: Readonly<Record<string, string>> = {}) =>
  new WatchedTranslator({ from: 'en', to: ['es'], words });

const vocabularyOf = (...lemmas: string[]): Vocabulary => ({
  language: 'en',
  analyser: 'fake',
  entries: lemmas.map((lemma) => {
    return { lemma, kind: 'word', partOfSpeech: 'NOUN', forms: [lemma], count: 1, example: { text: lemma } };
  }),
});

/** Words of letters alone, all different. */
const manyWords = (count: number) =>
  Array.from(
    { length: count },
    (_, index) => `w${String(index).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)]!)}`,
  );

/** What one job keeps, the next one over the same storage finds. */
const jobOver = (storage = new FakeStorage()) => {
  const { step } = new StepCache(storage, {});
  return {
    step,
    signal: new AbortController().signal,
    call: <Answer>(_: string, work: () => Promise<Answer>) => work(),
  };
};

const glossesOf = ({ entries }: Vocabulary) => entries.map(({ lemma, gloss }) => [lemma, gloss?.text, gloss?.source]);

describe('glossVocabulary', () => {
  it('has the translator explain what no dictionary has explained', async () => {
    const [cat, ...rest] = vocabularyOf('cat', 'dog', 'yeti').entries;
    const entries = [{ ...cat!, gloss: { text: 'gato', source: 'FreeDict' } }, ...rest];
    const translator = spanish({ cat: 'felino', dog: 'perro' });
    const options = { translator, targetLanguage: 'es' };

    const { vocabulary, warnings } = await glossVocabulary(jobOver(), { ...vocabularyOf(), entries }, options);

    expect(glossesOf(vocabulary)).toEqual([
      ['cat', 'gato', 'FreeDict'],
      ['dog', 'perro', 'fake'],
      ['yeti', undefined, undefined],
    ]);
    expect(translator.asked.flat()).toEqual(['dog', 'yeti']);
    expect(warnings).toEqual([]);
  });

  it('writes no capital that the translator takes for that of a sentence', async () => {
    const translator = spanish({ dog: 'Perro', cat: 'DVD' });
    const options = { translator, targetLanguage: 'es' };

    const { vocabulary } = await glossVocabulary(jobOver(), vocabularyOf('dog', 'cat'), options);

    expect(vocabulary.entries.map(({ gloss }) => gloss?.text)).toEqual(['perro', 'DVD']);
  });

  it('asks for at most 2,000 words, those that stand first, in batches of at most 100', async () => {
    const words = manyWords(2_500);
    const translator = spanish();

    await glossVocabulary(jobOver(), vocabularyOf(...words), { translator, targetLanguage: 'es' });

    expect(translator.asked.flat().sort()).toEqual(words.slice(0, 2_000).sort());
    for (const { length } of translator.asked) expect(length).toBeLessThanOrEqual(100);
  });

  it('asks again only for the batch in which a word has come anew', async () => {
    const words = manyWords(1_000);
    const storage = new FakeStorage();
    const [first, second] = [spanish(), spanish()];
    await glossVocabulary(jobOver(storage), vocabularyOf(...words), { translator: first, targetLanguage: 'es' });

    const more = vocabularyOf('waaah', ...words);
    await glossVocabulary(jobOver(storage), more, { translator: second, targetLanguage: 'es' });

    expect(first.asked.flat()).toHaveLength(1_000);
    expect(second.asked).toHaveLength(1);
    expect(second.asked.flat()).toContain('waaah');
  });

  it('warns where nobody can explain words, and keeps them all', async () => {
    const options = { translator: spanish(), targetLanguage: 'ko' };

    const { vocabulary, warnings } = await glossVocabulary(jobOver(), vocabularyOf('cat'), options);

    expect(vocabulary).toEqual(vocabularyOf('cat'));
    expect(warnings).toMatchObject([
      { code: 'vocabulary.noGloss', detail: expect.stringContaining('1 have no gloss') },
    ]);
  });

  it('lets the job try again where the translator is away', async () => {
    const away = new AppError('engine.unavailable', 'It does not answer');
    const call = () => Promise.reject(away);
    const options = { translator: spanish(), targetLanguage: 'es' };

    await expect(glossVocabulary({ ...jobOver(), call }, vocabularyOf('cat'), options)).rejects.toBe(away);
  });

  it.each([undefined, 'en'])('asks nobody where the target is %s', async (targetLanguage) => {
    const translator = spanish();

    await glossVocabulary(jobOver(), vocabularyOf('cat'), { translator, targetLanguage });

    expect(translator.asked).toEqual([]);
  });
});
