import { plainText } from '@polyspool/contracts/rich-text';
import { layOutPage } from './lay-out-page.js';
import { testingContent, testingLines, type TestingContent } from './testing-content.js';

const body = testingLines(
  [
    'The house stands on a hill above the river, and the road that leads',
    'there is long. Whoever goes there has to walk for hours, and nobody',
    'does so but for a reason. In winter it is closed by snow for weeks,',
    'and then those who live there are alone with their books and cats.',
  ],
  { x: 50, y: 500 },
);

/** Roles by the first word of each block, in the order of reading. */
const rolesOf = (design: TestingContent) =>
  layOutPage(testingContent({ ...design, texts: [...design.texts, ...body] })).blocks.map(
    ({ text, role }) => `${plainText(text).split(' ')[0]} ${role}`,
  );

describe('Roles', () => {
  it('are headings, larger or bolder than the text', () => {
    const texts = [
      { x: 50, y: 700, text: 'Large', sizePt: 18 },
      { x: 50, y: 560, text: 'Bold as it is', font: { isBold: true } },
    ];

    expect(rolesOf({ texts })).toEqual(['Large heading', 'Bold heading', 'The body']);
  });

  it('are items of lists, whatever their bullets are made of', () => {
    const texts = [
      { x: 50, y: 700, text: '• One of them is written with a bullet.' },
      { x: 50, y: 680, text: '2. Two of them is written with a number.' },
      { x: 62, y: 660, text: 'Three of them has a bullet that is drawn.' },
    ];

    expect(rolesOf({ texts, paths: [[52, 661, 56, 665]] })).toEqual([
      '• listItem',
      '2. listItem',
      'Three listItem',
      'The body',
    ]);
  });

  it('are captions and notes at the foot of the page', () => {
    const texts = [
      { x: 50, y: 650, text: 'Figure 3: The house in winter.', sizePt: 9 },
      { x: 50, y: 105, text: '1', sizePt: 5 },
      { x: 53, y: 102, text: 'As it was told to us.', sizePt: 8 },
    ];

    expect(rolesOf({ texts })).toEqual(['Figure caption', 'The body', '\ufffcAs footnote']);
  });

  it('are what stands alone at the edges of the page', () => {
    const texts = [
      { x: 50, y: 780, text: 'Of houses and hills' },
      { x: 300, y: 20, text: '17' },
      { x: 50, y: 650, text: 'There is more to be said about this, much more than that.' },
    ];

    expect(rolesOf({ texts })).toEqual(['Of header', 'There body', 'The body', '17 footer']);
  });

  it('are references by their mark and year', () => {
    const texts = [{ x: 50, y: 400, text: '[12] A. Author. On houses. Journal of Hills, 1998.' }];

    expect(rolesOf({ texts })).toEqual(['The body', '[12] reference']);
  });

  it('are programs, line by line, and these are not translated', () => {
    const font = { isMono: true };
    const texts = testingLines(['for (let i = 0; i < 3; i++) {', 'list.push(i);', '}'], { x: 50, y: 700, font });
    const { blocks } = layOutPage(testingContent({ texts: [...texts, ...body] }));

    expect(blocks.map(({ role, skipReason }) => [role, skipReason])).toEqual([
      ['code', 'code'],
      ['code', 'code'],
      ['code', 'symbols'],
      ['body', undefined],
    ]);
  });

  it.each([
    ['https://example.com/a/b', 'address'],
    ['somebody@example.com', 'address'],
    ['1,234.50', 'number'],
    ['§ ** §', 'symbols'],
  ])('%s is not translated', (text, skipReason) => {
    const { blocks } = layOutPage(testingContent({ texts: [{ x: 50, y: 700, text }] }));

    expect(blocks).toMatchObject([{ skipReason }]);
  });
});
