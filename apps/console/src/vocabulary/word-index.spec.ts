import { aWord } from '../testing/learning-examples.js';
import { wordIndex } from './word-index.js';

const child = aWord('child', { forms: ['children', 'child'] });
const giveUp = aWord('give up', { kind: 'phrasalVerb', forms: ['gave up', 'give up'] });
const give = aWord('give', { forms: ['gave', 'give'] });
const index = wordIndex([child, giveUp, give]);

const lemmas = (line: string, at: number) => index.find(line.split(' '), at).map(({ lemma }) => lemma);

describe('the entries of a word in a line', () => {
  it('are found by any of its forms, however it is written', () => {
    expect(lemmas('The Children laughed', 1)).toEqual(['child']);
  });

  it('begin with the unit that the word belongs to', () => {
    expect(lemmas('they gave up at last', 1)).toEqual(['give up', 'give']);
    expect(lemmas('they gave up at last', 2)).toEqual(['give up']);
  });

  it('see a unit though something stands within it', () => {
    expect(lemmas('she gave it up', 3)).toEqual(['give up']);
  });

  it('see no unit where its words only happen to be near', () => {
    expect(lemmas('they look up and gave him bread', 2)).toEqual([]);
    expect(lemmas('he gave bread to the poor and then stood up', 1)).toEqual(['give']);
  });

  it('are none for a word that nobody knows', () => {
    expect(lemmas('Barton', 0)).toEqual([]);
  });
});
