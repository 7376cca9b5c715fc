import { writeCsv } from './write-csv.js';

it('a report as CSV begins no formula, and spreadsheets know its letters', () => {
  const rows = [
    { name: '=HYPERLINK("http://evil")', hours: 1.5 },
    { name: '@SUM(A1)', hours: 2 },
    { name: 'లక్ష్మీ, నారాయణ', hours: undefined },
  ];

  expect(writeCsv({ columns: ['name', 'hours'], rows })).toBe(
    `\uFEFFname,hours\r\n"'=HYPERLINK(""http://evil"")",1.5\r\n'@SUM(A1),2\r\n"లక్ష్మీ, నారాయణ",\r\n`,
  );
});
