import { seededRandom } from '../../faults/seeded-random.ts';

export interface Sentence {
  readonly name: string;
  readonly samples: number;
}

/** A sentence and the silence after it. */
export interface Spoken {
  readonly name: string;
  readonly samples: number;
  readonly pauseSamples: number;
}

export const sampleRate = 16_000;
const pauseMs = { least: 300, most: 1_500 } as const;

/** Sentences in another order each time and with pauses as people make them, exactly `seconds` long; the same seed, the same speech. */
export function planSpeech(sentences: readonly Sentence[], seconds: number, seed: number): Spoken[] {
  if (!sentences.some(({ samples }) => samples > 0)) throw new Error('There is nothing to say.');
  const random = seededRandom(seed);
  const plan: Spoken[] = [];
  let left = Math.round(seconds * sampleRate);
  while (left > 0) {
    const { name, samples: whole } = random.pick(sentences);
    const wantedPause = (random.between(pauseMs.least, pauseMs.most) * sampleRate) / 1_000;
    const samples = Math.min(whole, left);
    const pauseSamples = Math.min(wantedPause, left - samples);
    plan.push({ name, samples, pauseSamples });
    left -= samples + pauseSamples;
  }
  return plan;
}
