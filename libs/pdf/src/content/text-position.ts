import { identity, type Matrix } from './matrix.js';

/** Where the next glyph goes (ISO 32000-1, 9.4.2). */
export class TextPosition {
  matrix: Matrix = identity;
  lineMatrix: Matrix = identity;
  /** By how far text was moved since the last positioning operator, in unscaled text space. */
  advanceInLine = 0;

  begin() {
    this.set(identity);
  }

  set(matrix: Matrix) {
    this.matrix = matrix;
    this.lineMatrix = matrix;
    this.advanceInLine = 0;
  }

  /** From the start of the line. */
  move(x: number, y: number) {
    this.set(translated(this.lineMatrix, x, y));
  }

  advance(distance: number, { horizontalScale, isVertical }: { horizontalScale: number; isVertical: boolean }) {
    this.advanceInLine += distance;
    this.matrix = isVertical
      ? translated(this.matrix, 0, -distance)
      : translated(this.matrix, distance * horizontalScale, 0);
  }
}

const translated = (m: Matrix, x: number, y: number): Matrix => [
  m[0],
  m[1],
  m[2],
  m[3],
  x * m[0] + y * m[2] + m[4],
  x * m[1] + y * m[3] + m[5],
];
