import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingContent } from './testing-content.js';

const said = (design: TestingContent) => layOutPage(testingContent(design)).blocks.map(({ text }) => plainText(text));
const font = { isBold: true };
const row = (y: number, mark: string, label: string) => [
  { x: 50, y, text: mark, font },
  { x: 75, y, text: label },
  { x: 300, y, text: mark, font },
];

describe('Lines of a form', () => {
  it('are labels of their own beside their numbers', () => {
    const texts = [
      ...row(700, '7', 'Wages, salaries and tips'),
      ...row(688, '8a', 'Interest that is taxed, with the second form'),
      ...row(676, 'b', 'Interest that is not'),
      ...row(664, '9a', 'Dividends'),
    ];

    expect(said({ texts }).toSorted()).toEqual(texts.map(({ text }) => text).toSorted());
  });

  it('have answers to choose from, in columns that nearly touch', () => {
    const answers = (y: number) => [
      { x: 200, y, text: 'yes ', font },
      { x: 225, y, text: 'no ', font },
      { x: 241, y, text: 'what?' },
    ];
    const texts = [700, 688, 676, 664].flatMap((y) => [{ x: 50, y, text: 'Was there any?' }, ...answers(y)]);

    expect(said({ texts })).toEqual(Array.from({ length: 4 }, () => ['Was there any?', 'yes', 'no', 'what?']).flat());
  });

  it('may go on without a number', () => {
    const texts = [
      ...row(700, '23', 'Expenses of those who have'),
      { x: 75, y: 688, text: 'several houses on the hill' },
      ...row(676, '24', 'Whatever else there is'),
    ];

    expect(said({ texts })).toEqual(
      expect.arrayContaining(['Expenses of those who have several houses on the hill', 'Whatever else there is']),
    );
  });

  it('are parted where the mark of the next field stands', () => {
    const texts = [
      { x: 50, y: 700, text: '31a', font },
      { x: 75, y: 700, text: 'Alimony paid ' },
      { x: 140, y: 700, text: 'b', font },
      { x: 145, y: 700, text: ' Recipient' },
    ];

    expect(said({ texts })).toEqual(['31a', 'Alimony paid', 'b Recipient']);
  });

  it('are parted by blanks to fill in, which stay, and by many spaces', () => {
    const texts = [
      { x: 50, y: 700, text: 'Did you sleep well?  Yes    no    Why: ________ Since: ______' },
      { x: 50, y: 600, text: 'Where and when: ................ On a Sunday .........' },
    ];

    expect(said({ texts })).toEqual([
      'Did you sleep well? Yes',
      'no',
      'Why:',
      '________',
      'Since:',
      '______',
      'Where and when:',
      '................',
      'On a Sunday',
      '.........',
    ]);
  });

  it.each([
    [
      'I, ____, agree to the terms of the contract and',
      'promise to pay the sum of ____ euros on the first day',
      'of each month, and to live with my friend ________',
      'and nobody else in the house.',
    ],
    ['The undersigned hereby confirm that ____ Smith', 'lives in this house.'],
    ['He waited .... and then he went to the station'],
    ['He waited .... Then he went to the station'],
    ['Written in foo____bar'],
    ['He has paid ____.'],
  ])('keep their blanks within sentences: %s', (...lines) => {
    const { blocks } = layOutPage(testingContent({ texts: testingLines(lines, { x: 50, y: 700 }) }));

    expect(blocks.map(({ text }) => plainText(text, '____'))).toEqual([lines.join(' ').replace('________', '____')]);
    expect(blocks[0]?.formulas).toHaveLength(lines.join(' ').match(/_+/g)?.length ?? 0);
  });

  it('are not parted by the spaces behind a sentence', () => {
    const text = 'He went home as it was late.   Nobody has seen him since he went';

    expect(said({ texts: [{ x: 50, y: 700, text }] })).toEqual([text.replace('   ', ' ')]);
    expect(said({ texts: [{ x: 50, y: 700, text: text.replace('.', '') }] })).toHaveLength(1);
    expect(said({ texts: [{ x: 50, y: 700, text: 'I have a house   no house   what?' }] })).toHaveLength(3);
  });

  it('are read in time that grows with their words', () => {
    const text = 'a b '.repeat(5_000).trim();
    const started = performance.now();

    said({ texts: [{ x: 0, y: 700, text }] });

    expect(performance.now() - started).toBeLessThan(1_500);
  });

  it('are parted by the fields between them', () => {
    const texts = [
      { x: 50, y: 700, text: 'Yes' },
      { x: 72, y: 700, text: 'No' },
    ];

    expect(said({ texts })).toEqual(['Yes No']);
    expect(said({ texts, fields: [[65.5, 699, 71.5, 706]] })).toEqual(['Yes', 'No']);
  });

  it.each([
    ['a field', { fields: [[245, 698, 400, 710]] }],
    ['a line to write on', { paths: [[245, 699, 400, 699.5]] }],
    ['a comb', { paths: [247, 262, 277].map((x) => [x, 699, x + 0.5, 706] as const) }],
  ] as const)('end where a sentence leads to %s', (_, drawn) => {
    const lines = ['I live there, all in all, since the day', 'Name and first name'];
    const texts = testingLines(lines, { x: 50, y: 700 });

    expect(said({ texts })).toEqual([lines.join(' ')]);
    expect(said({ texts, ...drawn })).toEqual(lines);
  });

  it('go on beside the rules of a table', () => {
    const lines = ['I live there, all in all, since the day', 'Nobody else wanted it'];
    const texts = [...testingLines(lines, { x: 50, y: 700 }), { x: 260, y: 702, text: 'Released in the summer' }];

    expect(said({ texts, paths: [[245, 699, 400, 699.5]] })).toContain(lines.join(' '));
  });

  it('begin where there is a box to tick', () => {
    const texts = [
      { x: 50, y: 700, text: 'I want to live in a house on that hill, and I know the rules.' },
      { x: 90, y: 688, text: 'With a garden and all that grows in it now, and more.' },
      { x: 90, y: 676, text: 'Without a garden, as a house is work enough by itself.' },
    ];
    const fields = [
      [76, 687, 86, 697],
      [76, 675, 86, 685],
    ] as const;

    expect(said({ texts, fields })).toEqual(texts.map(({ text }) => text));
  });
});
