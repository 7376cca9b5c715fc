import { aWord } from '../testing/learning-examples.js';
import { everyWord, filterEntries } from './filter-entries.js';

const house = aWord('casa', {
  cefr: { level: 'A1', method: 'list', confidence: 1 },
  gloss: { text: 'house', source: 'x' },
});
const child = aWord('niño', { state: 'known', cefr: { level: 'A1', method: 'list', confidence: 1 } });
const giveUp = aWord('darse por vencido', {
  kind: 'idiom',
  cefr: { level: 'B2', method: 'estimate', confidence: 0.4 },
});
const odd = aWord('chisme');

const found = (over: Partial<typeof everyWord>) =>
  filterEntries([house, child, giveUp, odd], { ...everyWord, ...over }).map(({ lemma }) => lemma);

it.each([
  ['everything', {}, ['casa', 'niño', 'darse por vencido', 'chisme']],
  ['only the chosen levels', { levels: ['B2', 'C1'] as const }, ['darse por vencido']],
  ['only what is known', { state: 'known' as const }, ['niño']],
  ['only idioms', { kind: 'idiom' as const }, ['darse por vencido']],
  ['a word without its accents', { text: 'NINO' }, ['niño']],
  ['a word by its meaning', { text: 'hous' }, ['casa']],
])('shows %s', (_what, filter, lemmas) => {
  expect(found(filter)).toEqual(lemmas);
});
