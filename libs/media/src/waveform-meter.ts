/** A recording in so many columns from its beginning to its end. Levels are shares of full scale, -1 to 1. */
export interface Waveform {
  readonly lowest: readonly number[];
  readonly highest: readonly number[];
  readonly rms: readonly number[];
  /** Columns in which it clips. */
  readonly clipped: readonly number[];
}

export interface WaveformMeasures {
  readonly waveform: Waveform;
  /** Of all samples of all channels, 0 to 1. */
  readonly clippedShare: number;
}

export interface WaveformShape {
  readonly channels: number;
  /** As many as are expected; what comes beyond them goes to the last column. */
  readonly frames: number;
  readonly columns: number;
}

/** 0.2 dB below full scale: the largest values of 8 bit and of G.711 are a little smaller than those of 16 bit. */
const fullScale = 32_014;
/** So many equal samples there in a row are no peak of a voice. */
const leastRun = 3;

/** Takes in samples piece by piece: four hours need no more memory than a minute. */
export class WaveformMeter {
  readonly #shape: WaveformShape;
  readonly #lowest: Int16Array;
  readonly #highest: Int16Array;
  readonly #squares: Float64Array;
  readonly #counts: Float64Array;
  readonly #clipped: Uint8Array;
  readonly #last: Int16Array;
  readonly #runs: Float64Array;
  #frame = 0;
  #column = 0;
  #nextAt: number;
  #clippedSamples = 0;

  constructor(shape: WaveformShape) {
    const { channels, columns } = shape;
    this.#shape = shape;
    this.#lowest = new Int16Array(columns);
    this.#highest = new Int16Array(columns);
    this.#squares = new Float64Array(columns);
    this.#counts = new Float64Array(columns);
    this.#clipped = new Uint8Array(columns);
    this.#last = new Int16Array(channels);
    this.#runs = new Float64Array(channels);
    this.#nextAt = this.#startOf(1);
  }

  /** Whole frames. */
  read(samples: Int16Array) {
    const { channels } = this.#shape;
    for (let at = 0; at < samples.length; at += channels) {
      while (this.#frame >= this.#nextAt) this.#nextAt = this.#startOf(++this.#column + 1);
      for (let channel = 0; channel < channels; channel++) this.#take(samples[at + channel]!, channel); // of whole frames
      this.#frame += 1;
    }
  }

  end(): WaveformMeasures {
    const samples = this.#frame * this.#shape.channels;
    const share = (level: number) => Math.round((level / 32_768) * 1e4) / 1e4;
    return {
      clippedShare: samples > 0 ? this.#clippedSamples / samples : 0,
      waveform: {
        lowest: Array.from(this.#lowest, share),
        highest: Array.from(this.#highest, share),
        rms: Array.from(this.#squares, (sum, column) => share(Math.sqrt(sum / Math.max(1, this.#counts[column]!)))), // as long
        clipped: Array.from(this.#clipped.keys()).filter((column) => this.#clipped[column] === 1),
      },
    };
  }

  #take(sample: number, channel: number) {
    const column = this.#column;
    if (sample < this.#lowest[column]!) this.#lowest[column] = sample; // the column exists: see `#startOf`
    if (sample > this.#highest[column]!) this.#highest[column] = sample; // as above
    this.#squares[column]! += sample * sample;
    this.#counts[column]! += 1;
    if (sample < fullScale && sample > -fullScale) {
      this.#runs[channel] = 0;
      return;
    }
    const run = sample === this.#last[channel] ? this.#runs[channel]! + 1 : 1; // as many as channels
    this.#last[channel] = sample;
    this.#runs[channel] = run;
    if (run < leastRun) return;
    this.#clippedSamples += run === leastRun ? leastRun : 1;
    this.#clipped[column] = 1;
  }

  /** The frame with which a column begins; the last one never ends. */
  #startOf(column: number) {
    const { columns, frames } = this.#shape;
    return column >= columns ? Infinity : Math.ceil((column * frames) / columns);
  }
}
