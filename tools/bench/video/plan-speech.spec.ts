import fc from 'fast-check';
import { planSpeech, sampleRate } from './plan-speech.ts';

const sentences = [
  { name: 'one', samples: 48_000 },
  { name: 'two', samples: 113_600 },
];

describe('the speech of a recording', () => {
  it('is as long as asked for, to the sample', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4_000 }), fc.nat(), (seconds, seed) => {
        const plan = planSpeech(sentences, seconds, seed);

        const samples = plan.reduce((sum, one) => sum + one.samples + one.pauseSamples, 0);
        expect(samples).toBe(seconds * sampleRate);
      }),
    );
  });

  it('is another one for another seed, and the same for the same', () => {
    expect(planSpeech(sentences, 120, 1)).toEqual(planSpeech(sentences, 120, 1));
    expect(planSpeech(sentences, 120, 1)).not.toEqual(planSpeech(sentences, 120, 2));
  });

  it('has a pause of 0.3 to 1.5 s after every sentence that is said to its end', () => {
    const whole = planSpeech(sentences, 600, 7).slice(0, -2);

    for (const { pauseSamples } of whole) {
      expect(pauseSamples).toBeGreaterThanOrEqual(0.3 * sampleRate);
      expect(pauseSamples).toBeLessThanOrEqual(1.5 * sampleRate);
    }
  });

  it('cannot be made of nothing', () => {
    expect(() => planSpeech([{ name: 'empty', samples: 0 }], 10, 1)).toThrow('nothing to say');
  });
});
