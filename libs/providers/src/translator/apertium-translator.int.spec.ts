import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApertiumTranslator } from './apertium-translator.js';
import { itIsATranslator } from './translator.conformance.js';

const pair = { from: 'en', to: 'es' };

describe('ApertiumTranslator', () => {
  itIsATranslator(() => ({
    translator: new ApertiumTranslator(),
    ...pair,
    unsupported: 'ja',
    known: { text: 'the house is white', expected: /^la casa es blanca$/i },
    unknownWord: 'zzyzx',
  }));

  it('translates both ways', async () => {
    const [back] = await new ApertiumTranslator().translate(['la casa es blanca'], { from: 'es', to: 'en' });

    expect(back?.text).toMatch(/the house is white/i);
  });

  it('keeps the count of many texts, some of which it has no translation for', async () => {
    const texts = Array.from({ length: 300 }, (_, i) => (i % 3 === 0 ? 'would' : `house ${i}`));

    const translations = await new ApertiumTranslator().translate(texts, pair);

    expect(translations).toHaveLength(300);
    expect(translations[297]).toEqual({ text: 'would', unknownWordShare: 1 });
    expect(translations[298]?.text).toMatch(/casa 298/i);
  });

  it('brings back characters that mean something to the engine', async () => {
    const [one, two] = await new ApertiumTranslator().translate(
      ['the house #5 is *white*', 'house [1] {2} ^3$ <4>'],
      pair,
    );

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

  describe('with another program in its place', () => {
    let folder: string;

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'apertium-spec-'));
    });

    afterAll(() => rm(folder, { recursive: true }));

    const translatorThat = async (script: string) => {
      const command = join(folder, 'apertium');
      await writeFile(command, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
      return new ApertiumTranslator({ command });
    };

    it('fails when it answers nothing', async () => {
      const translator = await translatorThat('exit 0');

      await expect(translator.translate(['house'], pair)).rejects.toMatchObject({ code: 'engine.failed' });
    });

    it('fails when it fails', async () => {
      const translator = await translatorThat('echo no memory >&2; exit 1');

      await expect(translator.translate(['house'], pair)).rejects.toMatchObject({
        code: 'engine.failed',
        message: 'apertium: apertium ended with exit code 1: no memory',
      });
    });

    it('translates in halves when it joins texts', async () => {
      const joinFirstTwo = '{ print (NR == 2 && $0 != "0" ? " " : NR > 1 ? "\\n\\n" : "") $0 }';
      const translator = await translatorThat(`awk -v RS= -v ORS= '${joinFirstTwo}' texts`);
      const texts = ['one', 'two', 'three', 'four', 'five'];

      const translations = await translator.translate(texts, pair);

      expect(translations.map(({ text }) => text)).toEqual(texts);
    });

    it('says that it is not installed', async () => {
      const translator = new ApertiumTranslator({ command: join(folder, 'absent') });

      await expect(translator.translate(['house'], pair)).rejects.toMatchObject({ code: 'engine.missing' });
    });
  });
});
