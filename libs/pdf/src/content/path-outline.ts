import type { Box, Matrix } from './matrix.js';

/** The box around the path that is being made, and where it began. */
export class PathOutline {
  subpaths = 0;
  #left = Infinity;
  #bottom = Infinity;
  #right = -Infinity;
  #top = -Infinity;

  /** `start`: of its first operator, in the stream. */
  constructor(readonly start: number) {}

  add(x: number, y: number, m: Matrix) {
    const [px, py] = [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]];
    if (px < this.#left) this.#left = px;
    if (px > this.#right) this.#right = px;
    if (py < this.#bottom) this.#bottom = py;
    if (py > this.#top) this.#top = py;
  }

  /** Undefined for a path without points. */
  get box(): Box | undefined {
    return this.#left <= this.#right ? [this.#left, this.#bottom, this.#right, this.#top] : undefined;
  }
}
