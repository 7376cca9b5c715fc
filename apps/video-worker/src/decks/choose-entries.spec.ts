import { chooseEntries, type EntryChoice } from './choose-entries.js';
import { wordEntry } from './testing-deck.js';

const level = (name: 'A1' | 'B2') => ({ cefr: { level: name, method: 'list', confidence: 1 } }) as const;
const entries = [
  wordEntry('be', level('A1')),
  wordEntry('gaze', level('B2')),
  wordEntry('cafe\u0301'),
  wordEntry('zyx'),
];

describe('the words of a deck', () => {
  it.each<[string, Partial<EntryChoice>, string[]]>([
    ['all, in their order', {}, ['be', 'gaze', 'cafe\u0301', 'zyx']],
    ['those of some levels', { levels: ['B2', 'C1'] }, ['gaze']],
    ['those that are named, however they are written', { lemmas: ['zyx', 'café', 'unsaid'] }, ['cafe\u0301', 'zyx']],
    ['not those that are known', { except: ['be', 'café'] }, ['gaze', 'zyx']],
    ['none that is both named and known', { lemmas: ['be'], except: ['be'] }, []],
  ])('are %s', (_which, choice, expected) => {
    const { chosen, beyondLimit } = chooseEntries(entries, { except: [], limit: 10, ...choice });

    expect([chosen.map(({ lemma }) => lemma), beyondLimit]).toEqual([expected, 0]);
  });

  it('are limited, and it is known how many are left', () => {
    const { chosen, beyondLimit } = chooseEntries(entries, { except: ['gaze'], limit: 2 });

    expect([chosen.map(({ lemma }) => lemma), beyondLimit]).toEqual([['be', 'cafe\u0301'], 1]);
  });
});
