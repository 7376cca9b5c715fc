import { changedNames, nameWarnings } from './changed-names.js';
import { namesIn } from './names-in.js';

const names = (text: string | readonly string[], language = 'en', words: readonly string[] = []) =>
  namesIn([text].flat(), { language, isWord: (word) => words.includes(word) }).flatMap((all) => [...all]);

describe('names in a text', () => {
  it('are words with a capital that begin no sentence', () => {
    expect(names('Yesterday Maria Keller met Dr. Brown. She knows J. Smith and Ann-Marie O’Brien.')).toEqual([
      'Maria',
      'Keller',
      'Smith',
      'Ann',
      'Marie',
      'Brien',
    ]);
  });

  it('are words with capitals or digits within, and acronyms, wherever they stand', () => {
    expect(names('JavaScript runs on iPhones. UNESCO has H2O.')).toEqual(['JavaScript', 'iPhones', 'UNESCO', 'H2O']);
  });

  it('are no parts of addresses, labels with numbers, or words that are known', () => {
    expect(names('See Table 3, Fig. 2 and www.McDonald.com by Mail or Phone.', 'en', ['mail', 'phone'])).toEqual([]);
  });

  it.each([
    ['a heading', 'The Old House And Its Garden'],
    ['capitals', 'UNESCO AND NASA'],
    ['the beginnings of sentences', 'House. “Garden: Tree” (Door) – Window'],
  ])('are not told in %s', (_name, text) => {
    expect(names(text)).toEqual([]);
  });

  it.each([
    ['en', ['Yesterday President Brown came.', 'Then the President met Keller.'], ['Brown', 'Keller']],
    ['fr', ['Hier, le Ministre a vu Marie Curie à l’Opéra.'], ['Marie', 'Curie']],
    ['pt', ['Ontem a Maria viu uma Casa.'], ['Maria']],
  ])('are no words that stand after an article somewhere: %s', (language, texts, found) => {
    expect(names(texts, language)).toEqual(found);
  });

  it('begin a sentence, too, where they have a capital inside of another one', () => {
    expect(names(['Brown came home. Then he left.', 'We saw Brown.'])).toEqual(['Brown', 'Brown']);
  });

  it('stand among letters that have no case', () => {
    expect(names('美国NASA使用JavaScript和GPT4。', 'zh')).toEqual(['NASA', 'JavaScript', 'GPT4']);
  });

  it('are not told by a capital where all nouns have one', () => {
    expect(names('Der Hund und die Katze von Herrn Keller nutzen JavaScript.', 'de')).toEqual(['JavaScript']);
  });
});

describe('changedNames', () => {
  const pair = { from: 'en', to: 'es' };
  const source = (id: string, text: string, continuedBy?: string) => ({
    id,
    text: [{ text }],
    ...(continuedBy && { continuedBy }),
  });
  const made = (id: string, text: string, translatedBy = 'test') => ({ id, text: [{ text }], translatedBy });

  it('tells the names that the translation of their block does not have', () => {
    const blocks = [source('1-0', 'He met Will Brown and Anna Keller.'), source('1-1', 'No name here.')];
    const translated = [made('1-0', 'Encontró a Will Marrón y a Anna Keller.'), made('1-1', 'Ningún nombre aquí.')];

    expect([...changedNames(blocks, translated, pair)]).toEqual([['1-0', ['Brown']]]);
  });

  it('takes a name with another ending for the same, and one that has come into the next block', () => {
    const blocks = [source('1-0', 'They saw Warsaw and the painter', '1-1'), source('1-1', 'and Keller in it.')];
    const translated = [made('1-0', 'Widzieli Warsawę, Kellera'), made('1-1', 'i malarza.')];

    expect(changedNames(blocks, translated, { from: 'en', to: 'pl' }).size).toBe(0);
  });

  it('says nothing of countries, languages, months and days, nor of words that occur without a capital', () => {
    const blocks = [
      source('1-0', 'She came from Germany in May on a Monday, spoke Spanish and saw the Sun and the sun.'),
    ];

    expect(changedNames(blocks, [made('1-0', 'Vino de Alemania en mayo')], pair).size).toBe(0);
  });

  it('tells in another script those alone that their spelling tells', () => {
    const blocks = [source('1-0', 'He met Will Brown of NASA and wrote JavaScript.')];

    expect([...changedNames(blocks, [made('1-0', 'అతను JavaScriptలో')], { from: 'en', to: 'te' })]).toEqual([
      ['1-0', ['NASA']],
    ]);
  });

  it('says nothing where people have translated', () => {
    const blocks = [source('1-0', 'He met Will Brown.')];

    expect(changedNames(blocks, [made('1-0', 'Se encontró.', 'memory')], pair).size).toBe(0);
  });

  it('is a warning with how many and which', () => {
    expect(nameWarnings([{ changedNames: [] }])).toEqual([]);
    expect(nameWarnings([{ changedNames: ['Brown'] }, { changedNames: ['Brown', 'Will'] }])).toEqual([
      {
        code: 'document.changedNames',
        detail: '2 names are not written in the translation as in the original: Brown, Will',
      },
    ]);
  });
});
