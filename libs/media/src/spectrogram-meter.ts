import { Fourier } from './fourier.js';
import { bandDbPerStep, bandFloorDb, bandRows, bandWindow, type SpeechBandShape } from './speech-band.js';

/** Of a long recording a column is the mean of so many looks, spread over its time. */
const mostLooks = 8;

/** Looks at a recording as it passes by: four hours need no more memory than a minute. */
export class SpectrogramMeter {
  readonly #shape: Pick<SpeechBandShape, 'samples' | 'columns'>;
  readonly #fourier = new Fourier(bandWindow);
  readonly #powers = new Float64Array(bandRows);
  readonly #grid: Buffer;
  readonly #looks: number;
  /** The last samples, round and round. */
  readonly #ring = new Float32Array(bandWindow);
  readonly #window = new Float32Array(bandWindow);
  #taken = 0;
  #look = 0;
  #lookAt: number;

  constructor(shape: Pick<SpeechBandShape, 'samples' | 'columns'>) {
    this.#shape = shape;
    this.#grid = Buffer.alloc(shape.columns * bandRows);
    this.#looks = Math.min(mostLooks, Math.max(1, Math.ceil(shape.samples / shape.columns / bandWindow)));
    this.#lookAt = this.#endOf(0);
  }

  /** One sample, -1 to 1. */
  take(sample: number) {
    this.#ring[this.#taken++ % bandWindow] = sample;
    while (this.#taken >= this.#lookAt) this.#see();
  }

  /** What was expected and did not come is silent. */
  end(): string {
    while (this.#lookAt < Infinity) this.take(0);
    return this.#grid.toString('base64');
  }

  #see() {
    const from = this.#taken - bandWindow;
    for (let i = 0; i < bandWindow; i++) this.#window[i] = from + i < 0 ? 0 : this.#ring[(from + i) % bandWindow]!; // round and round
    this.#fourier.addPowers(this.#window, this.#powers);
    this.#look += 1;
    if (this.#look % this.#looks === 0) this.#keep(this.#look / this.#looks - 1);
    this.#lookAt = this.#endOf(this.#look);
  }

  #keep(column: number) {
    for (let row = 0; row < bandRows; row++) {
      const db = 10 * Math.log10(this.#powers[row]! / this.#looks); // as many as rows
      this.#grid[column * bandRows + row] = Math.max(0, Math.min(255, Math.round((db - bandFloorDb) / bandDbPerStep)));
    }
    this.#powers.fill(0);
  }

  /** How many samples have passed when a look is to be taken: half a window beyond its middle. */
  #endOf(look: number) {
    const { samples, columns } = this.#shape;
    const all = columns * this.#looks;
    return look >= all ? Infinity : Math.max(1, Math.round(((look + 0.5) * samples) / all) + bandWindow / 2);
  }
}
