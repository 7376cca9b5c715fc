import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The same seed and name give the same numbers. What has a name of its own is not moved by what others draw. */
export class Random {
  readonly #generator;

  constructor(seed: number, name: string) {
    const hash = [...name].reduce((sum, letter) => Math.imul(sum ^ letter.codePointAt(0)!, 16_777_619), 2_166_136_261);
    this.#generator = xoroshiro128plus((seed ^ hash) | 0);
  }

  /** From 0 (included) to 1 (not). */
  uniform(from = 0, to = 1) {
    return from + (to - from) * uniformFloat64(this.#generator);
  }

  exponential(mean: number) {
    return -mean * Math.log(1 - this.uniform());
  }

  /** `spread` is the standard deviation for each unit of the mean. */
  logNormal(mean: number, spread: number) {
    const variance = Math.log(1 + spread ** 2);
    const normal = Math.sqrt(-2 * Math.log(1 - this.uniform())) * Math.cos(2 * Math.PI * this.uniform());
    return mean * Math.exp(Math.sqrt(variance) * normal - variance / 2);
  }
}
