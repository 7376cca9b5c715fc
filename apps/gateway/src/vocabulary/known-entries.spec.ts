import type { KnownEntry, LearnerState } from '@polyspool/contracts/learner';
import fc from 'fast-check';
import { vocabularyOf, wordEntry } from '../testing/finished-video.js';
import { coverageOf, isAskedFor, knownEntries } from './known-entries.js';

const known = (lemma: string, state: LearnerState, count = 1): KnownEntry => ({ ...wordEntry(lemma, count), state });

describe('the words of a recording', () => {
  it('have the states of their reader, and are new where nothing is kept', () => {
    const vocabulary = vocabularyOf(wordEntry('sea', 3), wordEntry('bow', 1));

    const entries = knownEntries(vocabulary, new Map([['bow', { state: 'learning', step: 2 }]]));

    expect(entries.map(({ lemma, state, step }) => [lemma, state, step])).toEqual([
      ['sea', 'new', undefined],
      ['bow', 'learning', 2],
    ]);
  });

  it('are found however their letters are written', () => {
    const entries = knownEntries(vocabularyOf(wordEntry('cafe\u0301', 1)), new Map([['café', { state: 'known' }]]));

    expect(entries[0]!.state).toBe('known');
  });

  it.each([
    ['a level', { levels: ['B1'] }, ['shore']],
    ['states', { states: ['learning', 'ignored'] }, ['shore']],
    ['a kind', { kind: 'idiom' }, ['at sea']],
    ['a part of a form', { q: 'SHO' }, ['shore']],
    ['nothing', {}, ['shore', 'at sea']],
  ] as const)('are chosen by %s', (_by, filter, expected) => {
    const shore = { ...known('shore', 'learning'), cefr: { level: 'B1', method: 'list', confidence: 1 } as const };
    const entries = [shore, { ...known('at sea', 'new'), kind: 'idiom' as const }];

    expect(entries.filter((entry) => isAskedFor(entry, filter)).map(({ lemma }) => lemma)).toEqual(expected);
  });
});

describe('the coverage', () => {
  it('is the share of running words that are known or ignored', () => {
    const entries = [
      known('the', 'known', 6),
      known('ah', 'ignored'),
      known('sea', 'learning', 2),
      known('bow', 'new'),
    ];

    expect(coverageOf(entries)).toEqual({ percent: 70, known: 7, total: 10 });
  });

  it('is whole where nothing is said', () => {
    expect(coverageOf([])).toEqual({ percent: 100, known: 0, total: 0 });
  });

  it('is whole only where every word is known', () => {
    expect(coverageOf([known('the', 'known', 99_999), known('bow', 'new')]).percent).toBe(99.9);
  });

  it('grows with every word that is learned', () => {
    const states = fc.constantFrom<LearnerState>('new', 'learning', 'known', 'ignored');
    const entries = fc.array(fc.tuple(states, fc.integer({ min: 1, max: 1_000 })), { minLength: 1 });
    fc.assert(
      fc.property(entries, fc.nat(), (drawn, at) => {
        const before = drawn.map(([state, count], index) => known(`word ${index}`, state, count));
        const learned = before.map((entry, index) => ({
          ...entry,
          state: index === at % before.length ? ('known' as const) : entry.state,
        }));
        const [less, more] = [coverageOf(before), coverageOf(learned)];
        expect(more.percent).toBeGreaterThanOrEqual(less.percent);
        expect(more.total).toBe(less.total);
        expect(more.known).toBeLessThanOrEqual(more.total);
      }),
    );
  });
});
