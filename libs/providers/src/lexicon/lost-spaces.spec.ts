import { hasLostSpaces, LostSpaces } from './lost-spaces.js';

const forms = 'the to of and in together with skid sing hand woman at least Ding'.split(' ');
const listed = (words: readonly string[]) => words.map((form) => ({ form, weight: 1 }));

const english = new LostSpaces({
  language: 'en-GB',
  forms: listed(forms),
  headwords: ['handsome', 'African woman', 'Lake of Geneva', 'befit', 'fit', 'back', 'be'],
});

describe('LostSpaces', () => {
  it.each([
    ['as well as, togetherwith', 'as well as, together with'],
    ['NorthAmerica', 'North America'],
    ['theLakeofGeneva', 'the Lake of Geneva'],
    ['Africanwoman; atleast', 'African woman; at least'],
    ["one'sback", "one's back"],
  ])('parts the words of: %s', (gloss, restored) => {
    expect(english.restore(gloss)).toBe(restored);
  });

  it.each(['befit', 'handsome', 'skidding', 'togethér', 'tooth‐brush', 'Handsome; together with', ''])(
    'leaves what is known, and what it does not know: %s',
    (gloss) => {
      expect(english.restore(gloss)).toBe(gloss);
    },
  );

  it('prefers frequent words', () => {
    const forms = listed(['de', 'presión', 'botón', ...Array<string>(500).fill('x'), 'depresión']);
    const spanish = new LostSpaces({ language: 'es', forms, headwords: [] });

    expect(spanish.restore('botóndepresión')).toBe('botón de presión');
  });

  it('parts no words of a language that writes them together', () => {
    const german = new LostSpaces({ language: 'de', forms: listed(['haus', 'tür']), headwords: [] });

    expect(german.restore('Haustür')).toBe('Haustür');
  });

  it('is for dictionaries in which words are run together here and there', () => {
    const sound = Array<string>(2500).fill('house');

    expect(hasLostSpaces([...sound, 'iPhone'])).toBe(false);
    expect(hasLostSpaces([...sound, 'NorthAmerica', 'LadyDay', 'RedSea'])).toBe(true);
    expect(hasLostSpaces([])).toBe(false);
  });
});
