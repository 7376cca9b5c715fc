import { knownLanguages, languageCode } from './language-code.js';

describe('languageCode', () => {
  it('knows the three letters of every language that has two', () => {
    expect(knownLanguages.length).toBeGreaterThan(180);
    for (const [two, three] of knownLanguages) {
      if (two === 'tw') continue; // taken for Akan today
      expect([two, three, Intl.getCanonicalLocales(three)[0]]).toEqual([two, three, Intl.getCanonicalLocales(two)[0]]);
    }
  });

  it('takes the language out of a tag', () => {
    expect(languageCode('es-MX')).toBe('spa');
    expect(languageCode('fil')).toBe('fil');
    expect(languageCode('qq')).toBe('und');
  });
});
