import { languageCalled, whisperCode, whisperLanguages } from './whisper-languages.js';

describe('languages of Whisper', () => {
  it.each([
    ['english', 'en'],
    ['English', 'en'],
    ['en', 'en'],
    ['<|zh|>', 'zh'],
    ['pt-BR', 'pt'],
    ['haitian creole', 'ht'],
    ['mandarin', 'zh'],
    ['javanese', 'jv'],
    ['klingon', undefined],
    ['', undefined],
  ])('understands %s as %s', (text, language) => {
    expect(languageCalled(text)).toBe(language);
  });

  it('finds each language again by the code that Whisper has for it', () => {
    for (const language of whisperLanguages) expect(languageCalled(whisperCode(language) ?? '')).toBe(language);
    expect(whisperLanguages).toHaveLength(100);
  });
});
