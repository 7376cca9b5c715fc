import fc from 'fast-check';
import type { Glossary } from '@polyspool/contracts/translation';
import { glossaryTerms } from './glossary-terms.js';
import { translateWithGlossary } from './translate-with-glossary.js';
import type { TranslateOptions, Translator } from './translator.js';

const options = { from: 'en', to: 'es' };

/** Does to each text what the test says. */
function engine(change: (text: string, index: number) => string, glossary = false) {
  const asked: string[] = [];
  const heeded: TranslateOptions[] = [];
  const translator: Translator & { asked: string[]; heeded: TranslateOptions[] } = {
    asked,
    heeded,
    capabilities: { glossary, formality: false, context: false, spans: false },
    describe: async () => ({ engine: 'test', version: '1', quality: 'draft' }),
    supports: async () => true,
    reaches: async () => true,
    translate: async (texts, given) => {
      asked.push(...texts);
      heeded.push(given);
      return texts.map((text, index) => ({ text: change(text, index), unknownWordShare: 0 }));
    },
  };
  return translator;
}

const translated = async (translator: Translator, texts: string[], glossary: Glossary) =>
  (await translateWithGlossary(translator, texts, { ...options, glossary })).map(({ text }) => text);

const honest = engine((text) => text);

describe('translateWithGlossary', () => {
  it('puts in what the glossary says', async () => {
    const glossary = [{ source: 'house', target: 'mansión' }];

    expect(await translated(honest, ['a house, the house.', 'no term'], glossary)).toEqual([
      'a mansión, the mansión.',
      'no term',
    ]);
  });

  it('never shows a term to an engine that knows no glossary', async () => {
    const translator = engine((text) => text);

    await translated(translator, ['the house'], [{ source: 'house', target: 'mansión' }]);

    expect(translator.asked.join()).not.toMatch(/house|mansión/);
    expect(translator.heeded[0]).not.toHaveProperty('glossary');
  });

  it('leaves it to an engine that knows glossaries', async () => {
    const translator = engine((text) => text, true);
    const glossary = [{ source: 'house', target: 'mansión' }];

    await translated(translator, ['the house'], glossary);

    expect(translator.asked).toEqual(['the house']);
    expect(translator.heeded[0]).toMatchObject({ glossary });
  });

  it('writes terms in the case of their place', async () => {
    const glossary = [
      { source: 'house', target: 'mansión' },
      { source: 'NATO', target: 'la OTAN' },
    ];

    expect(await translated(honest, ['House', 'THE HOUSE', 'NATO'], glossary)).toEqual([
      'Mansión',
      'THE MANSIÓN',
      'la OTAN',
    ]);
  });

  it('follows terms that the engine moves', async () => {
    const backwards = engine((text) => text.split(' ').reverse().join(' '));

    expect(
      await translated(
        backwards,
        ['red house blue door'],
        [
          { source: 'house', target: 'casa' },
          { source: 'door', target: 'puerta' },
        ],
      ),
    ).toEqual(['puerta blue casa red']);
  });

  it('translates around the terms where the engine loses, doubles or inflects what stands for them', async () => {
    const glossary = [{ source: 'house', target: 'casa' }];

    for (const spoil of [
      (text: string) => text.replaceAll(/zqx\w+/gi, ''),
      (text: string) => text.replaceAll(/zqx\w+/gi, '$& $&'),
      (text: string) => text.replaceAll(/zqx\w+/gi, '$&s'),
    ]) {
      expect(await translated(engine(spoil), ['the house, here'], glossary)).toEqual(['the casa, here']);
    }
  });

  it('is not confused by texts that look like what it puts in', async () => {
    expect(await translated(honest, ['Zqxbb house Zqxbc'], [{ source: 'house', target: 'casa' }])).toEqual([
      'Zqxbb casa Zqxbc',
    ]);
  });

  it('counts terms among the words that are known', async () => {
    const translator = engine((text) => text);
    translator.translate = async (texts) => texts.map((text) => ({ text, unknownWordShare: 2 / 3 }));

    const [translation] = await translateWithGlossary(translator, ['the house zzyzx'], {
      ...options,
      glossary: [{ source: 'house', target: 'casa' }],
    });

    expect(translation).toEqual({ text: 'the casa zzyzx', unknownWordShare: 1 / 3 });
  });

  it('holds for any text, any glossary and any engine', async () => {
    const words = fc.constantFrom(
      'house',
      'House',
      'HOUSE',
      'door',
      'old door',
      'Zqxbb',
      'the',
      '東京',
      '«',
      '12',
      '\n',
      'zqx',
    );
    const texts = fc.array(
      fc.array(words, { maxLength: 12 }).map((all) => all.join(' ')),
      { maxLength: 6 },
    );
    const term = fc.record({
      source: fc.constantFrom('house', 'door', 'old door', 'HOUSE', '東京', '12'),
      target: words.map((word) => `(${word}!)`),
    });
    const hostile: ((text: string, index: number) => string)[] = [
      (text) => text,
      () => '',
      (text) => text.toLowerCase(),
      (text) => text.toUpperCase(),
      (text) => text.split(/\s+/).reverse().join(' '),
      (text) => `${text} ${text}`,
      (text, index) => text.slice(index),
      (text) => text.replaceAll('b', 'c'),
      (text) => text.replaceAll(/\p{L}/gu, 'x'),
    ];
    await fc.assert(
      fc.asyncProperty(
        texts,
        fc.uniqueArray(term, { selector: ({ source }) => source }),
        fc.constantFrom(...hostile),
        async (all, glossary, change) => {
          const answers = await translated(engine(change), all, glossary);

          expect(answers).toHaveLength(all.length);
          all.forEach((text, index) => {
            for (const { term: wanted } of glossaryTerms(glossary).in(text)) {
              expect(answers[index]?.toLowerCase()).toContain(wanted.target.toLowerCase());
            }
          });
        },
      ),
    );
  });
});
