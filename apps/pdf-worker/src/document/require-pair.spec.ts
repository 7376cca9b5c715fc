import { FakeTranslator } from '@polyspool/providers/translator/fake-translator';
import { requirePair } from './require-pair.js';

const job = { call: <Answer>(_engine: string, work: () => Promise<Answer>) => work() };

describe('requirePair', () => {
  const translator = new FakeTranslator({ from: 'zh', to: ['zh', 'en'], words: {} });

  it.each([
    ['another script', 'zh-Hans', 'zh-Hant'],
    ['the script that a language has elsewhere', 'zh', 'zh-Hant'],
    ['another region', 'zh-CN', 'zh-SG'],
  ])('leaves %s to the translator', async (_name, from, to) => {
    await expect(requirePair(job, translator, { from, to })).resolves.toBeUndefined();
    const none = new FakeTranslator({ from: 'en', to: ['es'], words: {} });
    await expect(requirePair(job, none, { from, to })).rejects.toThrow(/cannot translate/);
  });

  it.each([
    ['es', 'es'],
    ['es-MX', 'es'],
    ['en', 'en-GB'],
    ['zh-Hans', 'zh-CN'],
  ])('refuses %s to %s', async (from, to) => {
    await expect(requirePair(job, translator, { from, to })).rejects.toThrow(/nothing to translate/);
  });

  it.each([
    ['en', 'en'],
    ['ko', 'en'],
  ])('asks for the language where it was only identified: %s to %s', async (from, to) => {
    const pair = { from, to };

    await expect(requirePair(job, translator, { ...pair, isIdentified: true })).rejects.toThrow(
      /please name its language/,
    );
    await expect(requirePair(job, translator, pair)).rejects.not.toThrow(/please name/);
  });
});
