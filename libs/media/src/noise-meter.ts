import { bandSampleRate, type SpeechBandShape } from './speech-band.js';

const frameSamples = 320; // 20 ms
/** Around speech its first and last sounds may be missed. */
const marginSeconds = 0.1;
const leastNoiseSeconds = 0.5;

const stepsPerDb = 4;
const floorDb = -110;
/** Below a single step of 16 bits no microphone was open: an editor or a noise gate has put silence there. */
const leastNoiseDb = -98;

/** How loud speech is, and what lies between it. Rumble below 80 Hz does not count. */
export class NoiseMeter {
  readonly #speech: SpeechBandShape['speech'];
  readonly #highPass = highPass();
  readonly #noiseFrames = new Float64Array(-floorDb * stepsPerDb + 1);
  #spell = 0;
  #frames = 0;
  #inFrame = 0;
  #power = 0;
  #speechPower = 0;
  #speechFrames = 0;

  constructor(speech: SpeechBandShape['speech']) {
    this.#speech = speech;
  }

  /** One sample, -1 to 1. */
  take(sample: number) {
    this.#power += this.#highPass(sample) ** 2;
    if (++this.#inFrame < frameSamples) return;
    this.#sort(((this.#frames + 0.5) * frameSamples) / bandSampleRate, this.#power / frameSamples);
    this.#frames += 1;
    this.#inFrame = 0;
    this.#power = 0;
  }

  end(): { speechDb: number | undefined; noiseDb: number | undefined } {
    const noise = this.#noiseFrames.reduce((sum, count) => sum + count, 0);
    const isEnough = noise * frameSamples >= leastNoiseSeconds * bandSampleRate;
    return {
      speechDb: this.#speechFrames > 0 ? decibels(this.#speechPower / this.#speechFrames) : undefined,
      noiseDb: isEnough ? this.#medianDb(noise) : undefined,
    };
  }

  #sort(atSeconds: number, power: number) {
    while ((this.#speech[this.#spell]?.endSeconds ?? Infinity) + marginSeconds <= atSeconds) this.#spell += 1;
    const spell = this.#speech[this.#spell];
    if (spell && atSeconds >= spell.startSeconds && atSeconds < spell.endSeconds) {
      this.#speechPower += power;
      this.#speechFrames += 1;
    } else if (!spell || atSeconds < spell.startSeconds - marginSeconds) {
      const db = decibels(power);
      if (db < leastNoiseDb) return;
      const step = Math.round((db - floorDb) * stepsPerDb);
      this.#noiseFrames[Math.min(step, this.#noiseFrames.length - 1)]! += 1; // within the table
    }
  }

  #medianDb(frames: number) {
    let seen = 0;
    const step = this.#noiseFrames.findIndex((count) => (seen += count) * 2 >= frames);
    return floorDb + step / stepsPerDb;
  }
}

const decibels = (power: number) => Math.max(floorDb, 10 * Math.log10(power));

/** Butterworth of second order at 80 Hz (Robert Bristow-Johnson's cookbook). */
function highPass() {
  const omega = (2 * Math.PI * 80) / bandSampleRate;
  const alpha = Math.sin(omega) / Math.SQRT2;
  const [a0, a1, a2] = [1 + alpha, -2 * Math.cos(omega), 1 - alpha];
  const b = (1 + Math.cos(omega)) / 2;
  let x1 = 0;
  let x2 = 0;
  let y1 = 0;
  let y2 = 0;
  return (x: number) => {
    const y = (b * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2) / a0;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}
