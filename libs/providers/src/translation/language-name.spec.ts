import { languageName } from './language-name.js';

describe('languageName', () => {
  it.each([
    ['pt-BR', 'Brazilian Portuguese'],
    ['zh-yue', 'Chinese'],
    ['zh-cmn-Hans', 'Chinese'],
    ['en-en-en', 'English'],
    ['qqx-en-en', 'qqx'],
  ])('calls %s %s', (tag, name) => {
    expect(languageName(tag)).toBe(name);
  });
});
