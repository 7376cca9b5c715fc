import { mkdtemp, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApertiumTranslator } from '../translator/apertium-translator.js';
import { FakeTranslator } from '../translator/fake-translator.js';
import { pivotWarnings } from './pivot-warnings.js';

describe('pivotWarnings', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pivot-spec-'));
    await mkdir(join(folder, 'modes'));
    for (const pair of ['fra-spa', 'spa-eng']) await writeFile(join(folder, 'modes', `${pair}.mode`), '');
  });

  afterAll(() => rm(folder, { recursive: true }));

  it('names the language that a pair goes through', async () => {
    const translator = new ApertiumTranslator({ dataFolder: folder });

    const [warning, ...others] = await pivotWarnings(translator, { from: 'fr', to: 'en' });

    expect(others).toEqual([]);
    expect(warning).toEqual({
      code: 'engine.indirectPair',
      detail: expect.stringMatching(/^Translated through Spanish: .* from French to English/),
    });
  });

  it('says nothing of a direct pair, and of engines that do not tell', async () => {
    const apertium = new ApertiumTranslator({ dataFolder: folder });
    const other = new FakeTranslator({ from: 'fr', to: ['en'], words: {} });

    expect(await pivotWarnings(apertium, { from: 'fr', to: 'es' })).toEqual([]);
    expect(await pivotWarnings(other, { from: 'fr', to: 'en' })).toEqual([]);
  });
});
