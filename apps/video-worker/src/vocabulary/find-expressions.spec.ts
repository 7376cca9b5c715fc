import { expressionsOf } from '@polyspool/providers/expressions/expressions-of';
import { WinkAnalyser } from '@polyspool/providers/word-analyser/wink-analyser';
import { findExpressions } from './find-expressions.js';

const analyser = new WinkAnalyser();
const found = async (sentence: string) => {
  const [words = []] = await analyser.analyse([sentence], { language: 'en' });
  return findExpressions(words, 'en').map(({ expression }) => expression.lemma);
};

describe('findExpressions, in English', () => {
  it.each([
    ['She gave up smoking.', ['give up']],
    ['They gave it up last year.', ['give up']],
    ['He gave the whole idea up.', ['give up']],
    ['Could you turn the radio down?', ['turn down']],
    ["I'm looking forward to seeing you.", ['look forward to']],
    ["We've run out of milk.", ['run out of']],
    ["I can't put up with this noise.", ['put up with']],
    ['He came up with a plan.', ['come up with']],
    ['The meeting was called off.', ['call off']],
    ['It was a piece of cake.', ['piece of cake']],
    ['She changed her mind again.', ["change one's mind"]],
    ["Anna changed Peter's mind.", ["change one's mind"]],
    ['They finally pulled themselves together.', ['pull oneself together']],
    ['He let the cat out of the bag.', ['let the cat out of the bag']],
    ['It costs an arm and a leg.', ['cost an arm and a leg']],
    ['Once in a blue moon he calls.', ['once in a blue moon']],
    ['I take her help for granted.', ['take for granted']],
    ['Please take care of the dog.', ['take care of']],
    ['We caught him red-handed.', ['catch red-handed']],
    ['It comes in handy.', ['come in handy']],
  ])('%s', async (sentence, expected) => {
    expect(await found(sentence)).toEqual(expected);
  });

  it.each([
    'He put the book on the table.',
    'Give me the keys.',
    'She looked happy.',
    'The cake was good.',
    'He gave her two books.',
  ])('finds none in: %s', async (sentence) => {
    expect(await found(sentence)).toEqual([]);
  });

  it('knows at least 300 phrasal verbs and 150 idioms, each with a level', () => {
    const all = [...expressionsOf('en').values()].flat();

    expect(all.filter(({ kind }) => kind === 'phrasalVerb').length).toBeGreaterThanOrEqual(300);
    expect(all.filter(({ kind }) => kind === 'idiom').length).toBeGreaterThanOrEqual(150);
    expect([...expressionsOf('es').values()].flat().length).toBeGreaterThanOrEqual(60);
    expect(all.filter(({ lemma, pattern }) => !lemma || pattern.some((word) => !word))).toEqual([]);
  });
});
