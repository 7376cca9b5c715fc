import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApertiumTranslator } from './apertium-translator.js';
import { itIsATranslator } from './translator.conformance.js';

const pair = { from: 'en', to: 'es' };

describe('ApertiumTranslator', () => {
  const translator = new ApertiumTranslator();

  afterAll(() => translator.close());

  itIsATranslator(() => ({
    translator,
    ...pair,
    unsupported: 'ja',
    known: { text: 'the house is white', expected: /^la casa es blanca$/i },
    unknownWord: 'zzyzx',
  }));

  it('translates both ways', async () => {
    const [back] = await translator.translate(['la casa es blanca'], { from: 'es', to: 'en' });

    expect(back?.text).toMatch(/the house is white/i);
  });

  it('keeps the count of many texts, some of which it has no translation for', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 'would' : `house ${i}`));

    const translations = await translator.translate(texts, pair);

    expect(translations).toHaveLength(300);
    expect(translations[297]).toEqual({ text: 'would', unknownWordShare: 1 });
    expect(translations[298]?.text).toMatch(/casa 298/i);
  });

  it('brings back characters that mean something to the engine', async () => {
    const [one, two] = await translator.translate(['the house #5 is *white*', 'house [1] {2} ^3$ <4>'], pair);

    expect(one).toMatchObject({ text: expect.stringContaining('#5'), unknownWordShare: 0 });
    for (const part of ['[1]', '{2}', '^3$', '<4>']) expect(two?.text).toContain(part);
  });

  it('has a version for each pair, which changes with its files', async () => {
    const dataFolder = await mkdtemp(join(tmpdir(), 'apertium-data-'));
    await mkdir(join(dataFolder, 'modes'));
    for (const mode of ['eng-spa', 'spa-eng']) {
      const rules = join(dataFolder, `${mode}.bin`);
      await writeFile(rules, mode);
      await writeFile(join(dataFolder, `modes/${mode}.mode`), `lt-proc '${rules}'`);
    }
    const versions = async () => {
      const translator = new ApertiumTranslator({ dataFolder });
      return [(await translator.describe('en', 'es')).version, (await translator.describe('es', 'en')).version];
    };
    const [there, back] = await versions();

    await writeFile(join(dataFolder, 'eng-spa.bin'), 'better rules');
    const later = await versions();
    await rm(dataFolder, { recursive: true });

    expect(there).not.toBe(back);
    expect(later).toEqual([expect.not.stringMatching(there!), back]);
  });

  it('translates each text for itself, whatever stands beside it', async () => {
    const texts = ['used for software interchange, for a price no', 'Look at this thing', 'the house is white'];
    const together = await translator.translate(texts, pair);

    expect(together).toEqual(
      await Promise.all(texts.map(async (text) => (await translator.translate([text], pair))[0])),
    );
  });

  it('goes by another language where there is no direct way, and says so', async () => {
    const [french] = await translator.translate(['the house is white zzyzx'], { from: 'en', to: 'fr' });

    expect(french?.text).toMatch(/maison est blanche/i);
    expect(french?.unknownWordShare).toBeCloseTo(1 / 5);
    expect(await translator.describe('en', 'fr')).toMatchObject({ engine: 'apertium via es', quality: 'draft' });
    expect(await translator.pairs()).toEqual(
      expect.arrayContaining([
        { from: 'en', to: 'es' },
        { from: 'en', to: 'ca' },
        { from: 'en', to: 'it', via: 'es' },
        { from: 'it', to: 'pt', via: 'es' },
      ]),
    );
  });

  it.each([
    ['en', 'es'],
    ['es', 'en'],
    ['es', 'fr'],
    ['fr', 'es'],
    ['es', 'it'],
    ['it', 'es'],
    ['es', 'pt-BR'],
    ['pt', 'es'],
    ['en', 'ca'],
    ['ca', 'en'],
  ])('keeps the programs of %s to %s running', async (from, to) => {
    const texts = ['Roma', 'Zzyzx 12', 'a'];

    expect(await translator.translate(texts, { from, to })).toHaveLength(3);
    expect(await translator.translate(texts, { from, to })).toHaveLength(3);
  });

  it('takes texts of 5,000 characters, markup and writing from the right', async () => {
    const long = 'the house is white. '.repeat(250).trim();
    const texts = [long, '<i>the house</i> {\\an8}', 'البيت أبيض', 'the house\u200f is white'];

    const [first, markup, arabic] = await translator.translate(texts, pair);

    expect(first?.text.match(/casa/g)).toHaveLength(250);
    expect(markup?.text).toMatch(/^<i>la casa<\/i> \{\\an8\}$/i);
    expect(arabic).toEqual({ text: 'البيت أبيض', unknownWordShare: 1 });
  });
});
