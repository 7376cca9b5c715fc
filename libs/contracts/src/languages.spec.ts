import { Language } from './languages.js';

describe('Language', () => {
  it.each([
    ['ES', 'es'],
    ['es-ES', 'es-ES'],
    ['pt-br', 'pt-BR'],
    ['ZH-hant-tw', 'zh-Hant-TW'],
    ['es-419', 'es-419'],
    ['sl-Rozaj', 'sl-rozaj'],
  ])('takes %s for %s: case does not matter in a tag', (given, tag) => {
    expect(Language.parse(given)).toBe(tag);
    expect(Language.parse(tag)).toBe(tag);
  });

  it.each(['', 'e', 'Spanish', 'es_ES', 'es-', '12'])('refuses %j', (given) => {
    expect(Language.safeParse(given).success).toBe(false);
  });
});
