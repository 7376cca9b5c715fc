import { AnalyserByLanguage } from './analyser-by-language.js';
import { FakeWordAnalyser } from './fake-word-analyser.js';
import { describeWordAnalyser } from './word-analyser.conformance.js';

const sentences = ['Cats sleep.', 'Dogs bark loudly'] as const;

describeWordAnalyser('FakeWordAnalyser', () => ({ analyser: new FakeWordAnalyser(), language: 'en', sentences }));

describeWordAnalyser('AnalyserByLanguage', () => ({
  analyser: new AnalyserByLanguage([new FakeWordAnalyser({}, ['fr']), new FakeWordAnalyser()]),
  language: 'en',
  sentences,
}));

describe('AnalyserByLanguage', () => {
  it('asks the first that knows the language', async () => {
    const first = new FakeWordAnalyser({ cats: ['cat', 'NOUN'] });
    const second = new FakeWordAnalyser({ cats: ['second', 'X'] }, ['en', 'fr']);
    const analyser = new AnalyserByLanguage([first, second]);

    expect(await analyser.analyse(['cats'], { language: 'en' })).toMatchObject([[{ lemma: 'cat' }]]);
    expect(await analyser.analyse(['cats'], { language: 'fr' })).toMatchObject([[{ lemma: 'second' }]]);
    expect(await analyser.describe('xx')).toMatchObject({ engine: 'none' });
  });
});
