import { ApertiumAnalyser } from './apertium-analyser.js';
import { describeWordAnalyser, lemmaAccuracy } from './word-analyser.conformance.js';

const analyser = new ApertiumAnalyser();
const sentences = ['Los niños no querían salir de casa.', '¡Vámonos ahora mismo!'] as const;
const wordsOf = async (sentence: string, language: string) => {
  const [words = []] = await analyser.analyse([sentence], { language });
  return words
    .filter(({ partOfSpeech }) => partOfSpeech !== 'PUNCT')
    .map(({ lemma, partOfSpeech }) => `${lemma} ${partOfSpeech}`);
};

describeWordAnalyser('ApertiumAnalyser', () => ({ analyser, language: 'es', sentences }));

describe('ApertiumAnalyser', () => {
  it('finds the dictionary form of at least 90 of 100 Spanish words', async () => {
    const { tokens, accuracy, missed } = await lemmaAccuracy(analyser, 'es');

    expect(tokens).toBeGreaterThanOrEqual(40);
    expect({ missed, isGood: accuracy >= 0.9 }).toEqual({ missed, isGood: true });
  });

  it('takes pronouns from the verbs they are joined to, and keeps units whole', async () => {
    expect(await wordsOf('Dámelo, sin embargo echó de menos a su madre.', 'es')).toEqual([
      'dar VERB',
      'sin embargo ADV',
      'echar de menos VERB',
      'a ADP',
      'su DET',
      'madre NOUN',
    ]);
  });

  it('knows the other languages of the pairs that are installed', async () => {
    expect(await wordsOf('Les enfants ont mangé les pommes.', 'fr')).toEqual([
      'le DET',
      'enfant NOUN',
      'avoir AUX',
      'manger VERB',
      'le DET',
      'pomme NOUN',
    ]);
    expect(await wordsOf('I ragazzi mangiavano le mele.', 'it')).toEqual([
      'il DET',
      'ragazzo NOUN',
      'mangiare VERB',
      'il DET',
      'mela NOUN',
    ]);
    expect(await wordsOf('Os meninos comeram as maçãs.', 'pt-BR')).toEqual([
      'o DET',
      'menino NOUN',
      'comer VERB',
      'o DET',
      'maçã NOUN',
    ]);
    expect(await wordsOf('Els nens mengen pomes.', 'ca')).toEqual(['el DET', 'nen NOUN', 'menjar VERB', 'poma NOUN']);
  });

  it('tells names from words, also those that it has never seen', async () => {
    const [words = []] = await analyser.analyse(['Ayer María vio a Zorblax en Madrid.'], { language: 'es' });

    expect(words.filter(({ isName }) => isName).map(({ form }) => form)).toEqual(['María', 'Zorblax', 'Madrid']);
  });

  it('says that nothing is installed where nothing is', async () => {
    const nowhere = new ApertiumAnalyser({ dataFolder: '/nowhere' });

    expect(await nowhere.supports('es')).toBe(false);
    await expect(nowhere.analyse(['a'], { language: 'es' })).rejects.toMatchObject({
      code: 'engine.unsupportedLanguage',
    });
  });
});
