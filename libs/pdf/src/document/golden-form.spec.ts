import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { golden } from './testing-golden.js';

const bold = { font: 'F2', size: 9 };
const plain = { size: 9 };
const frame = (x: number, y: number, width: number, height: number) => `0.5 w ${x} ${y} ${width} ${height} re S`;
const row = (y: number, mark: string, label: string) => [
  textAt(60, y, mark, bold),
  textAt(85, y, label, plain),
  textAt(470, y, mark, bold),
  frame(490, y - 3, 60, 12),
];

const form = () =>
  testingPdf({
    pages: [
      {
        content: [
          textAt(60, 780, 'Application for a place in the garden', { font: 'F2', size: 16 }),
          textAt(60, 750, 'First name', plain),
          frame(60, 725, 220, 20),
          textAt(300, 750, 'Last name', plain),
          frame(300, 725, 250, 20),
          ...row(690, '7', 'Wages, salaries and tips'),
          ...row(678, '8a', 'Taxable interest'),
          ...row(666, 'b', 'Exempt interest'),
          ...row(654, '9a', 'Ordinary dividends'),
          textAt(60, 642, '31a', bold),
          textAt(85, 642, 'Alimony paid ', plain),
          textAt(150, 642, 'b', bold),
          textAt(160, 642, 'Recipient', plain),
          textAt(80, 610, 'Single', plain),
          textAt(180, 610, 'Married', plain),
          textAt(60, 580, 'Date', plain),
          textAt(300, 580, 'Signature of the applicant', plain),
        ].join('\n'),
        fields: [
          { name: 'single', box: [64, 608, 74, 618] },
          { name: 'married', box: [164, 608, 174, 618] },
        ],
      },
    ],
  });

describe('A form, golden', () => {
  it('keeps each label beside its field, and each number beside its line', async () => {
    const { before, after } = await golden(form());

    expect(before).toEqual([
      'Application for a place in the garden at 60 to 337 above 776, 16 pt',
      'First name at 60 to 103 above 748, 9 pt',
      'Last name at 300 to 342 above 748, 9 pt',
      '7 at 60 to 65 above 688, 9 pt',
      'Wages, salaries and tips at 85 to 183 above 688, 9 pt',
      '7 at 470 to 475 above 688, 9 pt',
      '8a at 60 to 70 above 676, 9 pt',
      'Taxable interest at 85 to 149 above 676, 9 pt',
      '8a at 470 to 480 above 676, 9 pt',
      'b at 60 to 66 above 664, 9 pt',
      'Exempt interest at 85 to 148 above 664, 9 pt',
      'b at 470 to 476 above 664, 9 pt',
      '9a at 60 to 70 above 652, 9 pt',
      'Ordinary dividends at 85 to 160 above 652, 9 pt',
      '9a at 470 to 480 above 652, 9 pt',
      '31a at 60 to 75 above 640, 9 pt',
      'Alimony paid at 85 to 137 above 640, 9 pt',
      'b Recipient at 150 to 198 above 640, 9 pt',
      'Single at 80 to 105 above 608, 9 pt',
      'Married at 180 to 211 above 608, 9 pt',
      'Date at 60 to 79 above 578, 9 pt',
      'Signature of the applicant at 300 to 402 above 578, 9 pt',
    ]);
    expect(after).toEqual([
      'Applicationado fora a placead ina thea gardenad at 60 to 429 above 776, 16 pt',
      'Firstad namea at 60 to 118 above 748, 9 pt',
      'Lasta namea at 300 to 352 above 748, 9 pt',
      '7 at 60 to 65 above 688, 9 pt',
      'Wagesad, salariesad anda tipsa at 85 to 213 above 688, 9 pt',
      '7 at 470 to 475 above 688, 9 pt',
      '8a at 60 to 70 above 676, 9 pt',
      'Taxablead interestad at 85 to 168 above 676, 9 pt',
      '8a at 470 to 480 above 676, 9 pt',
      'b at 60 to 66 above 664, 9 pt',
      'Exemptad interestad at 85 to 168 above 664, 9 pt',
      'b at 470 to 476 above 664, 9 pt',
      '9a at 60 to 70 above 652, 9 pt',
      'Ordinaryad dividendsado at 85 to 185 above 652, 9 pt',
      '9a at 470 to 480 above 652, 9 pt',
      '31a at 60 to 75 above 640, 9 pt',
      'Alimonyad paida at 85 to 146 above 640, 8.3 pt',
      'b Recipientado at 150 to 211 above 640, 8.3 pt',
      'Singlead at 80 to 115 above 608, 9 pt',
      'Marriedad at 180 to 221 above 608, 9 pt',
      'Datea at 60 to 84 above 578, 9 pt',
      'Signatureado ofa thea applicantado at 300 to 442 above 578, 9 pt',
    ]);
  });
});
