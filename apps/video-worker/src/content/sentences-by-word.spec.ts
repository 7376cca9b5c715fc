import fc from 'fast-check';
import { finderOf } from './finder-of.js';
import { saidSentences } from './said-sentences.js';
import { SentencesByWord } from './sentences-by-word.js';
import { line } from './testing-content.js';

const sentencesOf = (...texts: string[]) => saidSentences(texts.map((text, index) => line(index * 5, text)));
const found = (texts: string[], ...forms: string[]) =>
  new SentencesByWord(sentencesOf(...texts)).withAny(forms).map(({ text }) => text);

describe('SentencesByWord', () => {
  it('looks only where the first word of a form is said, in the order of the sentences', () => {
    const texts = ['Give it up.', 'He gave up.', 'They forgive him.', 'Give me some.', 'Nothing.'];

    expect(found(texts, 'gave up', 'give up')).toEqual(['Give it up.', 'He gave up.', 'Give me some.']);
  });

  it('looks within words where a script has no spaces', () => {
    expect(found(['我喜欢喝茶。', '他走了。'], '喝茶')).toEqual(['我喜欢喝茶。']);
  });

  it('misses no sentence in which a form is said', () => {
    const word = fc.constantFrom(
      'give',
      'Up',
      "o'clock",
      'ÉTÉ',
      'été',
      'x-ray',
      'it',
      "'s",
      'ẞ',
      '喝',
      '茶',
      'don’t',
      '3rd',
    );
    const form = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));
    const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => `${words.join(' ')}.`);
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), form, (texts, wanted) => {
        const sentences = sentencesOf(...texts);

        const places = new SentencesByWord(sentences).withAny([wanted]);

        expect(places).toEqual(expect.arrayContaining(sentences.filter(({ text: said }) => finderOf(wanted)(said))));
      }),
      { numRuns: 500 },
    );
  });
});
