import fc from 'fast-check';
import { finderOf } from './finder-of.js';

const said = (text: string, form: string) => finderOf(form)(text)?.map(({ start, end }) => text.slice(start, end));

describe('An expression in a text', () => {
  it.each([
    ['He gave up.', 'gave up', ['gave up']],
    ['He GAVE  Up!', 'gave up', ['GAVE  Up']],
    ['He gave it all up.', 'gave up', ['gave', 'up']],
    ['It costs $5 (more or less).', '$5', ['$5']],
    ['C++ is hard', 'c++', ['C++']],
    ['年末は猫の手も借りたいほど', '猫の手も借りたい', ['猫の手も借りたい']],
    ['వారు మంచు కరిగించు అన్నారు', 'మంచు కరిగించు', ['మంచు కరిగించు']],
  ])('%s: %s', (text, form, spans) => {
    expect(said(text, form)).toEqual(spans);
  });

  it.each([
    ['part of another word', 'The artist', 'art'],
    ['over the end of a sentence', 'He gave. Then up it went', 'gave up'],
    ['too far apart', 'He gave one two three four up', 'gave up'],
    ['in another order', 'Up he gave', 'gave up'],
    ['an empty form', 'anything', ' '],
  ])('is not found: %s', (_, text, form) => {
    expect(finderOf(form)(text)).toBeUndefined();
  });

  it('is found between spaces whatever its characters are', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme-ascii', minLength: 1 }).filter((form) => /^\S+$/u.test(form)),
        (form) => {
          expect(said(`so ${form} it`, form)).toEqual([form]);
        },
      ),
    );
  });
});
