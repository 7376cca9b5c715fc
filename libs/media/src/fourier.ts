/** The powers of the lower half of the spectrum of real samples under a Hann window, in units of full scale: a full sine is 0 dB. */
export class Fourier {
  readonly #size: number;
  readonly #window: Float64Array;
  readonly #cos: Float64Array;
  readonly #sin: Float64Array;
  readonly #reversed: Uint32Array;
  readonly #re: Float64Array;
  readonly #im: Float64Array;

  /** `size`: a power of two. */
  constructor(size: number) {
    this.#size = size;
    const half = size / 2;
    this.#window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
    this.#cos = Float64Array.from({ length: half }, (_, i) => Math.cos((2 * Math.PI * i) / size));
    this.#sin = Float64Array.from({ length: half }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
    const bits = Math.log2(size);
    this.#reversed = Uint32Array.from({ length: size }, (_, i) => {
      let place = 0;
      for (let bit = 0; bit < bits; bit++) place = (place << 1) | ((i >> bit) & 1);
      return place;
    });
    this.#re = new Float64Array(size);
    this.#im = new Float64Array(size);
  }

  /** Adds them to `powers`, which holds half as many as there are samples. */
  addPowers(samples: Float32Array, powers: Float64Array) {
    const [re, im, size] = [this.#re, this.#im, this.#size];
    for (let i = 0; i < size; i++) {
      re[this.#reversed[i]!] = samples[i]! * this.#window[i]!; // all of the same size
      im[i] = 0;
    }
    for (let span = 1; span < size; span *= 2) this.#combine(span);
    // The window halves amplitudes, and half of a sine's lies in the other half of the spectrum.
    const scale = (4 / size) ** 2;
    for (let i = 0; i < size / 2; i++) powers[i]! += scale * (re[i]! ** 2 + im[i]! ** 2);
  }

  #combine(span: number) {
    const [re, im] = [this.#re, this.#im];
    const stride = this.#size / (2 * span);
    for (let start = 0; start < this.#size; start += 2 * span) {
      for (let i = 0; i < span; i++) {
        const [cos, sin] = [this.#cos[i * stride]!, this.#sin[i * stride]!]; // within the tables
        const [low, high] = [start + i, start + i + span];
        const real = re[high]! * cos - im[high]! * sin; // within the spectrum
        const imaginary = re[high]! * sin + im[high]! * cos;
        re[high] = re[low]! - real;
        im[high] = im[low]! - imaginary;
        re[low]! += real;
        im[low]! += imaginary;
      }
    }
  }
}
