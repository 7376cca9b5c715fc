import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WinkAnalyser } from '../word-analyser/wink-analyser.js';
import { FrequencyLexicon } from './frequency-lexicon.js';

const analyser = new WinkAnalyser();
let cacheFolder: string;
let cefrListsFolder: string;

beforeAll(async () => {
  cacheFolder = await mkdtemp(join(tmpdir(), 'words-'));
  cefrListsFolder = await mkdtemp(join(tmpdir(), 'cefr-'));
});
afterAll(() => Promise.all([cacheFolder, cefrListsFolder].map((path) => rm(path, { recursive: true }))));

describe('FrequencyLexicon', () => {
  it('ranks by lemma: all forms of a word together', async () => {
    const lexicon = await new FrequencyLexicon({ analyser, cacheFolder }).open('en');

    expect(lexicon.rank('be')).toBeLessThan(10);
    expect(lexicon.rank('child')).toBeLessThan(lexicon.rank('childhood')!); // both are listed
    expect(lexicon.rank('Child')).toBe(lexicon.rank('child'));
    expect(lexicon.rank('qwertyish')).toBeUndefined();
  }, 60_000);

  it('has levels from ranks, and says so', async () => {
    const lexicon = await new FrequencyLexicon({ analyser, cacheFolder }).open('en-GB');

    expect(lexicon.level('house', 'NOUN')).toMatchObject({ level: 'A1', method: 'rank-band' });
    expect(lexicon.level('ubiquitous', 'ADJ')).toMatchObject({ level: expect.stringMatching(/[BC]2|C1/) });
    expect(lexicon.level('qwertyish', 'ADJ')).toMatchObject({ level: 'C2', method: 'estimate' });
  });

  it('knows names, and words that are written like names', async () => {
    const lexicon = await new FrequencyLexicon({ analyser, cacheFolder }).open('en');

    expect(['john', 'London', 'monday', 'French', 'house', 'qwertyish'].map((word) => lexicon.spelling(word))).toEqual([
      'name',
      'name',
      'proper',
      'proper',
      'common',
      undefined,
    ]);
  });

  it('is made once', async () => {
    await new FrequencyLexicon({ analyser, cacheFolder }).open('en');

    expect(await readdir(cacheFolder)).toHaveLength(1);
  });

  it('believes a published list more than ranks, for the part of speech that it names', async () => {
    await writeFile(
      join(cefrListsFolder, 'en-list.csv'),
      'headword,pos,CEFR\nhouse,noun,C2\nrun,verb,A1\nrun,noun,B1\n',
    );
    await writeFile(join(cefrListsFolder, 'de.csv'), 'headword,pos,CEFR\nHaus,noun,A1\n');
    const lexicon = await new FrequencyLexicon({ analyser, cacheFolder, cefrListsFolder }).open('en');

    expect(lexicon.level('house', 'NOUN')).toEqual({ level: 'C2', method: 'list', confidence: 1 });
    expect(lexicon.level('run', 'NOUN')).toEqual({ level: 'B1', method: 'list', confidence: 1 });
    expect(lexicon.level('run', 'X')).toEqual({ level: 'A1', method: 'list', confidence: 0.5 });
    expect(lexicon.level('tree', 'NOUN')).toMatchObject({ method: 'rank-band' });
    expect(lexicon.level('Haus', 'NOUN')).not.toMatchObject({ method: 'list' });
  }, 60_000);

  it('describes itself by its lists, so that another list makes another vocabulary', async () => {
    const lexicon = new FrequencyLexicon({ analyser, cacheFolder, cefrListsFolder });

    const before = await lexicon.describe('en');
    await writeFile(join(cefrListsFolder, 'en-more.csv'), 'headword,pos,CEFR\ntree,noun,B2\n');
    const after = await lexicon.describe('en');

    expect(after).not.toEqual(before);
    expect((await lexicon.open('en')).level('tree', 'NOUN')).toMatchObject({ level: 'B2', method: 'list' });
  }, 60_000);

  it('knows nothing of a language that has neither list nor analyser', async () => {
    const lexicon = await new FrequencyLexicon({ analyser, cacheFolder }).open('te');

    expect(lexicon.rank('ఇల్లు')).toBeUndefined();
    expect(lexicon.level('ఇల్లు', 'NOUN')).toBeUndefined();
  });
});
