import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { GermanAnalyser } from './german-analyser.js';
import { describeWordAnalyser, lemmaAccuracy } from './word-analyser.conformance.js';

const analyser = new GermanAnalyser();
const sentences = ['Die Kinder gingen nach Hause.', 'Wann hörst du endlich damit auf?'] as const;
const lemmasOf = async (sentence: string) => {
  const [words = []] = await analyser.analyse([sentence], { language: 'de' });
  return words.filter(({ partOfSpeech }) => partOfSpeech !== 'PUNCT').map(({ lemma }) => lemma);
};

/** A file that was made again is another one. */
const filesIn = async (folder: string) =>
  Promise.all((await readdir(folder)).map(async (name) => [name, (await stat(join(folder, name))).ino]));

describeWordAnalyser('GermanAnalyser', () => ({ analyser, language: 'de', sentences }));

describe('GermanAnalyser', () => {
  it('finds the dictionary form of at least 95 of 100 words', async () => {
    const { tokens, accuracy, missed } = await lemmaAccuracy(analyser, 'de');

    expect(tokens).toBeGreaterThanOrEqual(40);
    expect({ missed, isGood: accuracy >= 0.95 }).toEqual({ missed, isGood: true });
  });

  it(
    'is loaded for the second even if the first gives up',
    () =>
      withTemporaryFolder('german', async (cacheFolder) => {
        const shared = new GermanAnalyser({ cacheFolder });
        const first = new AbortController();
        const given = shared.analyse(['Häuser'], { language: 'de', signal: first.signal });
        const second = shared.analyse(['Häuser'], { language: 'de' });

        first.abort(new Error('enough'));

        await expect(given).rejects.toThrow('enough');
        expect((await second)[0]?.[0]?.lemma).toBe('Haus');
      }),
    60_000,
  );

  it('puts a verb together with its particle, however far they stand apart', async () => {
    expect(await lemmasOf('Er hat aufgehört.')).toContain('aufhören');
    expect(await lemmasOf('Wann hörst du endlich damit auf?')).toEqual(['wann', 'aufhören', 'du', 'endlich', 'damit']);
    expect(await lemmasOf('Ich glaube, dass sie aufhört.')).toContain('aufhören');
    expect(await lemmasOf('Die Kinder hörten nicht auf zu singen.')).toContain('aufhören');
    expect(await lemmasOf('Es ist Zeit aufzuhören.')).toContain('aufhören');
  });

  it('takes the simple verb where no particle is said', async () => {
    expect(await lemmasOf('Die Kinder liefen nach Hause.')).toContain('laufen');
    expect(await lemmasOf('Er hört auf seine Mutter.')).toContain('hören');
  });

  it('tells from the sentence what a participle belongs to', async () => {
    expect(await lemmasOf('Das Haus gehört mir.')).toContain('gehören');
    expect(await lemmasOf('Ich habe nichts gehört.')).toContain('hören');
  });

  it('reads compounds that no dictionary has, and takes no name for one', async () => {
    const [words = []] = await analyser.analyse(['Peter öffnet die Arbeitszimmertüren in Berlin.'], { language: 'de' });

    expect(words.find(({ form }) => form === 'Arbeitszimmertüren')?.lemma).toBe('Arbeitszimmertür');
    expect(words.filter(({ isName }) => isName).map(({ form }) => form)).toEqual(['Peter', 'Berlin']);
  });

  it(
    'makes its dictionary once, also where two want it at the same time',
    () =>
      withTemporaryFolder('german', async (cacheFolder) => {
        const two = [new GermanAnalyser({ cacheFolder }), new GermanAnalyser({ cacheFolder })];

        const lemmas = await Promise.all(two.map((one) => one.analyse(['Häuser'], { language: 'de' })));

        expect(lemmas.map(([words]) => words?.[0]?.lemma)).toEqual(['Haus', 'Haus']);
        const [made, ...others] = await filesIn(cacheFolder);
        await new GermanAnalyser({ cacheFolder }).analyse(['Häuser'], { language: 'de' });
        expect(others).toEqual([]);
        expect(await filesIn(cacheFolder)).toEqual([made]);
      }),
    60_000,
  );
});
