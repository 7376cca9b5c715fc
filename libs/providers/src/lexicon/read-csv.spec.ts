import { readCsv } from './read-csv.js';

describe('readCsv', () => {
  it('names cells by the first line', () => {
    expect(
      readCsv('\uFEFFheadword,pos,CEFR\r\nrun,verb,A1\r\n"a.m./A.M.",adverb,A1\n\n"say ""hi"", now",,B2\n'),
    ).toEqual([
      { headword: 'run', pos: 'verb', cefr: 'A1' },
      { headword: 'a.m./A.M.', pos: 'adverb', cefr: 'A1' },
      { headword: 'say "hi", now', pos: '', cefr: 'B2' },
    ]);
  });

  it('takes semicolons too', () => {
    expect(readCsv('headword;CEFR\nHaus;A1')).toEqual([{ headword: 'Haus', cefr: 'A1' }]);
  });
});
