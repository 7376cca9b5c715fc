import { wordEntry } from './testing-deck.js';
import { writeCsv } from './write-csv.js';

describe('a deck as a table', () => {
  it('begins with a byte order mark and names its columns', () => {
    const entry = wordEntry('sea', {
      gloss: { text: 'mar', source: 'FreeDict' },
      cefr: { level: 'A1', method: 'list', confidence: 1 },
      rank: 700,
      count: 3,
      example: { text: 'The "sea",\nshe said.', translation: '«El mar», dijo.', startSeconds: 1.5, endSeconds: 3 },
    });

    expect(writeCsv([entry])).toBe(
      '\uFEFFword,gloss,partOfSpeech,level,kind,count,rank,sentence,translation,startSeconds\r\n' +
        'sea,mar,NOUN,A1,word,3,700,"The ""sea"",\nshe said.","«El mar», dijo.",1.5\r\n',
    );
  });

  it('has its columns where there are no words, and empty cells where nothing is known', () => {
    expect(writeCsv([]).trim().split(',')).toHaveLength(10);
    expect(writeCsv([wordEntry('sea', { example: { text: 'Sea.' } })]).split('\r\n')[1]).toBe(
      'sea,,NOUN,,word,1,,Sea.,,',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('has no cell that is a formula: %j', (text) => {
    const cells = writeCsv([wordEntry(text, { gloss: { text, source: '' }, example: { text, translation: text } })]);

    expect(cells).toContain(text.includes('\r') ? `"'${text}"` : `'${text}`);
    expect(cells).not.toMatch(/[,"\n][=+\-@]/);
  });
});
