import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingContent } from './testing-content.js';

const lay = (design: TestingContent) => layOutPage(testingContent(design)).blocks;
const said = (design: TestingContent) => lay(design).map(({ text }) => plainText(text));

const column = testingLines(
  [
    'The house stands on a hill above the river and it has',
    'been there for as long as anybody here remembers, and',
    'longer. Whoever goes there has to walk for many hours,',
    'but nobody does.',
  ],
  { x: 50, y: 500 },
);

describe('Lines that stand alone', () => {
  it('end where their column ends when others do and none starts where they start', () => {
    const [first] = lay({
      texts: [{ x: 265, y: 700, text: 'Of a house' }, ...column, { x: 250, y: 300, text: 'On the hill.' }],
    });

    expect(first).toMatchObject({ alignment: 'right' });
  });

  it('start where others start, even in the middle of the page', () => {
    const texts = [
      ...column,
      {
        x: 50,
        y: 700,
        text: 'The house stands on a hill above the river and it has a roof of red and a door of green.',
      },
    ];

    expect(lay({ texts })[0]).toMatchObject({ alignment: 'left' });
  });

  it('are centred in the middle of the page', () => {
    expect(lay({ texts: [{ x: 250, y: 700, text: 'A title of a few in' }, ...column] })[0]).toMatchObject({
      alignment: 'center',
    });
  });
});

describe('Entries', () => {
  it('begin with labels of their own', () => {
    const texts = testingLines(
      ['Internet: www.example.com', 'E-mail: somebody.else@here', 'Telephone: not on Sundays.'],
      { x: 50, y: 700 },
    );

    expect(said({ texts })).toEqual(texts.map(({ text }) => text));
  });

  it('stand beside labels of their own', () => {
    const values = ['Bank of all the Hills', 'A hundred and eleven', 'Ninety-nine and more.'];
    const texts = ['Bank:', 'Account:', 'Code:'].flatMap((text, at) => [
      { x: 50, y: 700 - 12 * at, text },
      { x: 130, y: 700 - 12 * at, text: values[at] as string },
    ]);

    expect(said({ texts })).toEqual([
      'Bank:',
      'Bank of all the Hills',
      'Account:',
      'A hundred and eleven',
      'Code:',
      'Ninety-nine and more.',
    ]);
  });

  it('are rows beside times and sums, however well one would go on into the next', () => {
    const rows = [
      ['Seven houses on', '20:35 - 21:45 (70min)'],
      ['Hills', '19:10 - 20:00 (50min)'],
      ['Nobody at home', '18:00 - 18:45 (45min)'],
    ];
    const texts = rows.flatMap(([name = '', time = ''], at) => [
      { x: 50, y: 700 - 12 * at, text: name },
      { x: 140, y: 700 - 12 * at, text: time },
    ]);

    expect(said({ texts })).toEqual(rows.flat());
  });

  it('are none beside another column of text with figures in it', () => {
    const left = ['The house stands on a hill', 'above the river, and the', 'river runs to the sea.'];
    const right = ['In 1998 it was sold, and', 'in 2004 it was sold once', 'more to us in 2011.'];
    const texts = [...testingLines(left, { x: 50, y: 700 }), ...testingLines(right, { x: 320, y: 700 })];

    expect(said({ texts })).toEqual([left.join(' '), right.join(' ')]);
  });

  it('are told apart where one cell nearly reaches the next', () => {
    const font = { isBold: true };
    const texts = [
      { x: 50, y: 700, text: 'Were you late?' },
      { x: 200, y: 700, text: 'yes no', font },
      { x: 50, y: 688, text: 'Was it before noon or after?' },
      { x: 195, y: 688, text: ' ' },
      { x: 200, y: 688, text: 'yes no', font },
      { x: 50, y: 676, text: 'Why?' },
      { x: 200, y: 676, text: 'yes no', font },
    ];

    expect(said({ texts })).toEqual([
      'Were you late?',
      'yes no',
      'Was it before noon or after?',
      'yes no',
      'Why?',
      'yes no',
    ]);
  });
});
