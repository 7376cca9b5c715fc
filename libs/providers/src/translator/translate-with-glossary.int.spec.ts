import { ApertiumTranslator } from './apertium-translator.js';
import { translateWithGlossary } from './translate-with-glossary.js';

const glossary = [
  { source: 'house', target: 'vivienda-A' },
  { source: 'white house', target: 'Palacio B' },
  { source: 'casa', target: 'vivenda-C' },
  { source: 'C++', target: 'C++' },
  { source: '전주', target: 'Jeonju' },
];

describe('a glossary with Apertium', () => {
  const apertium = new ApertiumTranslator();

  afterAll(() => apertium.close());

  it.each([
    ['en', 'es', 'The house of my brother is big.', 'Vivienda-A'],
    ['en', 'es', "I can't see the white house, and the house can't see me.", 'Palacio B'],
    ['en', 'es', '<i>A house</i> for {\\an8}everybody', 'vivienda-A'],
    ['en', 'es', 'Write it in C++!', 'C++'],
    ['en', 'es', 'He lives in 전주 now.', 'Jeonju'],
    ['en', 'es', 'THE HOUSE!', 'VIVIENDA-A'],
    ['en', 'ca', 'Two house, three house, four house', 'vivienda-A'],
    ['en', 'fr', 'They sold the house yesterday.', 'vivienda-A'],
    ['es', 'pt', 'La casa de mi hermano es grande.', 'vivenda-C'],
    ['es', 'it', '¿Dónde está la casa?', 'vivenda-C'],
    ['pt', 'en', 'A casa é branca.', 'vivenda-C'],
  ])('from %s to %s: %s', async (from, to, text, target) => {
    const [translation] = await translateWithGlossary(apertium, [text], { from, to, glossary });

    expect(translation?.text.toLowerCase()).toContain(target.toLowerCase());
    expect(translation?.text).not.toMatch(/zqx/i);
    expect(translation?.unknownWordShare).toBeLessThan(0.5);
  });

  it('keeps every mention of a term', async () => {
    const text = 'The house and the white house and the house.';

    const [translation] = await translateWithGlossary(apertium, [text], { from: 'en', to: 'es', glossary });

    expect(translation?.text.match(/vivienda-A/gi)).toHaveLength(2);
    expect(translation?.text.match(/Palacio B/gi)).toHaveLength(1);
  });
});
