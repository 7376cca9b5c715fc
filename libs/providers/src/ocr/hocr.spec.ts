import { readHocr } from './hocr.js';

const page = (lines: string) => `<?xml version="1.0" encoding="UTF-8"?>
 <body>
  <div class='ocr_page' id='page_1' title='image "scan.png"; bbox 0 0 800 600; ppageno 0; scan_res 300 300'>
   <div class='ocr_separator' id='block_1_1' title="bbox 20 190 780 196"></div>
   <div class='ocr_carea' id='block_1_2' title="bbox 22 153 780 500">
    <p class='ocr_par' id='par_1_1' lang='eng' title="bbox 22 153 780 500">
${lines}
    </p>
   </div>
  </div>
 </body>`;

const word = (box: string, confidence: number, text: string) =>
  `      <span class='ocrx_word' id='word_1_1' title='bbox ${box}; x_wconf ${confidence}'>${text}</span>`;

const line = (title: string, ...words: string[]) =>
  [`     <span class='ocr_line' id='line_1_1' title="${title}">`, ...words, '     </span>'].join('\n');

describe('readHocr', () => {
  it('reads words with their boxes, and where their line stands', () => {
    const title = 'bbox 100 50 300 90; baseline -0.01 -8; x_size 40; x_descenders 8; x_ascenders 10';

    const read = readHocr(
      page(line(title, word('100 50 180 90', 96, 'Fish'), word('200 52 300 80', 50, '&amp; chips&#39;s'))),
    );

    expect(read).toEqual({
      widthPx: 800,
      heightPx: 600,
      lines: [
        {
          words: [
            { text: 'Fish', box: [100, 50, 180, 90], confidence: 0.96 },
            { text: "& chips's", box: [200, 52, 300, 80], confidence: 0.5 },
          ],
          baseline: [
            [100, 82],
            [300, 80],
          ],
          heightPx: 40,
        },
      ],
    });
  });

  it('reads what is set in bold, and leaves out what is only a rule or a stain', () => {
    const title = 'bbox 100 50 300 90; baseline 0 0; x_size 40';

    const read = readHocr(
      page(line(title, word('1 1 2 2', 96, '<strong>Title</strong>')) + line(title, word('1 1 2 2', 95, ' '))),
    );

    expect(read.lines.map(({ words }) => words.map(({ text }) => text))).toEqual([['Title']]);
  });

  it.each([
    [
      'upwards',
      90,
      ['112 400 132 500', '112 280 138 380'],
      [
        [132, 500],
        [132, 280],
      ],
    ],
    [
      'upside down',
      180,
      ['400 112 500 132', '280 106 380 132'],
      [
        [500, 112],
        [280, 112],
      ],
    ],
    [
      'downwards',
      270,
      ['106 100 126 200', '100 220 126 320'],
      [
        [106, 100],
        [106, 320],
      ],
    ],
  ])('finds what lines stand on that are written %s', (_, angle, [first = '', second = ''], baseline) => {
    const title = `bbox 0 0 600 600; textangle ${angle}; x_size 26; x_descenders 6; x_ascenders 6`;

    const [read] = readHocr(page(line(title, word(first, 96, 'Debian'), word(second, 96, 'Maybe')))).lines;

    expect(read!.baseline.map((point) => point.map(Math.round))).toEqual(baseline);
  });

  it('has no lines where the picture has none', () => {
    expect(readHocr(page(''))).toEqual({ widthPx: 800, heightPx: 600, lines: [] });
  });
});
