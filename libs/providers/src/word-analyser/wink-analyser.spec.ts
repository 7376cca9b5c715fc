import { WinkAnalyser } from './wink-analyser.js';
import { describeWordAnalyser, lemmaAccuracy } from './word-analyser.conformance.js';

const analyser = new WinkAnalyser();
const sentences = ['The children went home.', "I can't believe it!"] as const;

describeWordAnalyser('WinkAnalyser', () => ({ analyser, language: 'en', sentences }));

describe('WinkAnalyser', () => {
  it('finds the dictionary form of at least 95 of 100 words', async () => {
    const { tokens, accuracy, missed } = await lemmaAccuracy(analyser, 'en');

    expect(tokens).toBeGreaterThanOrEqual(40);
    expect({ missed, isGood: accuracy >= 0.95 }).toEqual({ missed, isGood: true });
  });

  it('knows through, and the parts of what is contracted', async () => {
    const [words = []] = await analyser.analyse(["We won't go through; she'll say she can't."], { language: 'en' });

    expect(words.map(({ lemma }) => lemma)).toEqual([
      'we',
      'will',
      'not',
      'go',
      'through',
      ';',
      'she',
      'will',
      'say',
      'she',
      'can',
      'not',
      '.',
    ]);
  });

  it('tells names from words', async () => {
    const [words = []] = await analyser.analyse(['She met Anna and Peter in London.'], { language: 'en' });

    expect(words.filter(({ isName }) => isName).map(({ form }) => form)).toEqual(['Anna', 'Peter', 'London']);
  });
});
