import type { RecognizedLine } from '@polyspool/contracts/recognized-page';
import { multiply, type Matrix } from '../content/matrix.js';
import { intoFrame } from '../layout/frame.js';
import { linesInFrame } from './lines-in-frame.js';

/** Pixels of a page of 400 by 600 points at 144 dots per inch. */
const toPage: Matrix = [0.5, 0, 0, -0.5, 0, 600];

const line = (y: number, text: string, confidence = 0.9): RecognizedLine => {
  const ends = (x: number): [number, number] => [x, y];
  const words = text.split(' ').map((word, index) => ({
    text: word,
    confidence,
    box: [100 + index * 200, y - 20, 260 + index * 200, y] as [number, number, number, number],
  }));
  return { words, heightPx: 26, baseline: [ends(100), ends(60 + words.length * 200)] };
};

const page = (lines: RecognizedLine[]) => ({ widthPx: 800, heightPx: 1200, lines });

/** As it is read in a picture that is turned about its upper left corner. */
function turned(recognized: RecognizedLine, degrees: number): RecognizedLine {
  const angle = (degrees * Math.PI) / 180;
  const at = ([x, y]: [number, number]): [number, number] => [
    x * Math.cos(angle) + y * Math.sin(angle),
    y * Math.cos(angle) - x * Math.sin(angle),
  ];
  const [from, to] = recognized.baseline;
  const words = recognized.words.map((word) => {
    const [left, top, right, bottom] = word.box;
    const corners = [at([left, top]), at([right, top]), at([left, bottom]), at([right, bottom])];
    const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
    const box: [number, number, number, number] = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    return { ...word, box };
  });
  return { ...recognized, words, baseline: [at(from), at(to)] };
}

describe('linesInFrame', () => {
  it('puts lines into points of the page', () => {
    const { angleDegrees, lines } = linesInFrame(page([line(200, 'Two words')]), toPage);

    expect(angleDegrees).toBe(0);
    expect(lines).toMatchObject([
      {
        baseline: 500,
        heightPt: 13,
        words: [
          { x: 50, endX: 130, bottom: 500, top: 510 },
          { x: 150, endX: 230 },
        ],
      },
    ]);
  });

  it.each([1.5, -2.5, 90, 180, -88])('finds that a page is turned by %d degrees, and sees it level', (degrees) => {
    const straight = [line(200, 'Some words in a row'), line(240, 'More words'), line(280, 'The last words')];
    const expected = linesInFrame(page(straight), toPage).lines;

    const { angleDegrees, lines } = linesInFrame(page(straight.map((each) => turned(each, degrees))), toPage);

    expect(angleDegrees).toBeCloseTo(degrees, 5);
    // Turned about the origin of pixels, seen in a frame turned about that of the page.
    const [, , , , dx, dy] = multiply(toPage, intoFrame(degrees));
    lines.forEach(({ baseline, words }, index) => {
      expect(baseline).toBeCloseTo(expected[index]!.baseline - 600 + dy, 3);
      words.forEach(({ x, endX, bottom, top }, at) => {
        const word = expected[index]!.words[at]!;
        expect([x, endX].map((edge) => edge - dx)).toEqual([word.x, word.endX].map((edge) => expect.closeTo(edge, 0)));
        expect(top - bottom).toBeCloseTo(word.top - word.bottom, 0);
      });
    });
  });

  it('leaves out what the recogniser is not sure of, and what stands at another angle than the rest', () => {
    const lines = [line(200, 'Some words in a row'), line(240, 'h;k zz3', 0.2), turned(line(900, 'Aside'), 90)];

    expect(linesInFrame(page(lines), toPage).lines.map(({ words }) => words.map(({ word }) => word.text))).toEqual([
      ['Some', 'words', 'in', 'a', 'row'],
    ]);
  });

  it('has nothing to say about a picture without text', () => {
    expect(linesInFrame(page([]), toPage)).toEqual({ angleDegrees: 0, lines: [] });
  });
});
