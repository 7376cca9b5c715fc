import type { RichText } from '@polyspool/contracts/rich-text';
import fc from 'fast-check';
import { markText } from './marked-text.js';
import { readMarkedText } from './read-marked-text.js';
import { trimmed } from './rich-text-pieces.js';
import { wholeWords } from './whole-words.js';

const words = { hasSpanTags: false, hidesFacts: false };
const tags = { hasSpanTags: true, hidesFacts: false };
const hiding = { hasSpanTags: false, hidesFacts: true };

const bold: RichText = [
  { text: 'The ' },
  { text: 'white', span: 0 },
  { text: ' house of ' },
  { formula: 3 },
  { text: '.' },
];

describe('markText', () => {
  it('puts made-up words around spans and in the place of formulas', () => {
    expect(markText(bold, words).text).toBe('The Zqxbb white Zqxbc house of Zqxbd.');
  });

  it('puts tags around spans for engines that keep them', () => {
    expect(markText(bold, tags).text).toBe('The \uE100white\uE0FF house of Zqxbb.');
  });

  it('needs no marks where all looks the same', () => {
    expect(
      markText(
        [
          { text: 'All ', span: 4 },
          { text: 'bold', span: 4 },
        ],
        words,
      ),
    ).toMatchObject({
      text: 'All bold',
      wholeSpan: 4,
    });
  });

  it('takes a word as a whole of which only a part looks different', () => {
    const initial: RichText = [{ text: 'T', span: 0 }, { text: 'he house' }];

    expect(markText(initial, words).text).toBe('The house');
    expect(readMarkedText(markText(initial, words), 'La casa')).toMatchObject({ isFlattened: false });
  });

  it('keeps numbers and addresses from the engine where it is told to', () => {
    const text: RichText = [{ text: 'Pay 1,250.50 to a.b@example.org, see https://example.org/x?y=1.' }];

    expect(markText(text, hiding).text).toBe('Pay Zqxbb to Zqxbc, see Zqxbd.');
  });
});

describe('readMarkedText', () => {
  it('follows marks that the engine has moved', () => {
    const read = readMarkedText(markText(bold, words), 'La casa Zqxbb blanca Zqxbc de Zqxbd.');

    expect(read).toEqual({
      text: [{ text: 'La casa ' }, { text: 'blanca', span: 0 }, { text: ' de ' }, { formula: 3 }, { text: '.' }],
      isFlattened: false,
      marks: 3,
    });
  });

  it('joins the words of one span, and takes parts of a span that stand apart', () => {
    const read = readMarkedText(markText(bold, tags), '\uE100La\uE0FF \uE100casa\uE0FF de Zqxbb \uE100blanca\uE0FF');

    expect(read?.text).toEqual([
      { text: 'La casa', span: 0 },
      { text: ' de ' },
      { formula: 3 },
      { text: ' ' },
      { text: 'blanca', span: 0 },
    ]);
  });

  it('refuses a translation in which a formula is missing or doubled', () => {
    const marked = markText(bold, words);

    expect(readMarkedText(marked, 'La casa Zqxbb blanca Zqxbc.')).toBeUndefined();
    expect(readMarkedText(marked, 'La Zqxbd casa Zqxbb blanca Zqxbc Zqxbd.')).toBeUndefined();
  });

  it('flattens a span whose marks are lost, and says so', () => {
    const read = readMarkedText(markText(bold, words), 'La casa Zqxbb blanca de Zqxbd.');

    expect(read).toMatchObject({
      text: [{ text: 'La casa blanca de ' }, { formula: 3 }, { text: '.' }],
      isFlattened: true,
    });
  });

  it('leaves no space where there was none', () => {
    const text: RichText = [
      { text: '(' },
      { text: 'the', span: 1 },
      { text: ') ' },
      { formula: 0 },
      { text: 'th ' },
      { formula: 1 },
      { formula: 2 },
    ];
    const marked = markText(text, words);

    expect(readMarkedText(marked, marked.text!)?.text).toEqual(text);
  });

  it('gives back any text that an honest engine leaves alone', () => {
    const piece = fc.oneof(
      fc.record({ text: fc.string({ maxLength: 12 }), span: fc.nat({ max: 3 }) }),
      fc.record({ text: fc.lorem({ maxCount: 4 }).map((text) => ` ${text} `) }),
      fc.constantFrom(', 東京の', ' 1,000', ' b@example.org '),
    );
    const rich = fc
      .array(piece, { maxLength: 8 })
      .map((pieces) =>
        pieces.flatMap((one, index): RichText => [
          typeof one === 'string' ? { text: one } : one,
          ...(index % 3 ? [] : [{ formula: index }]),
        ]),
      );
    fc.assert(
      fc.property(rich, fc.constantFrom(words, tags, hiding), (text, how) => {
        const marked = markText(text, how);
        const read = readMarkedText(marked, marked.text!);

        const shown = (pieces: RichText) =>
          trimmed(wholeWords(pieces)).map((one) =>
            'text' in one ? { ...one, text: one.text.replaceAll(/\s+/g, ' ') } : one,
          );
        if (!marked.isAmbiguous)
          expect(shown(read!.text)).toEqual(
            shown(
              text.map((one) => ('text' in one ? { ...one, text: one.text.replaceAll(/[\uE0FF-\uE1FF]/gu, '') } : one)),
            ),
          );
      }),
    );
  });
});
