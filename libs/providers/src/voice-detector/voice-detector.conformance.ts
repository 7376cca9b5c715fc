import type { TimeRange } from '@polyspool/contracts/time-range';
import type { DetectableAudio, VoiceDetector } from './voice-detector.js';

export interface VoiceDetectorCase {
  readonly detector: VoiceDetector;
  readonly recording: DetectableAudio & { readonly durationSeconds: number };
  /** Where somebody speaks in it. */
  readonly truth: readonly TimeRange[];
  readonly silence: DetectableAudio & { readonly durationSeconds: number };
  readonly noSound: DetectableAudio;
}

const patientMs = 60_000;

/** What every voice detector does. */
export function itIsAVoiceDetector(arrange: () => VoiceDetectorCase) {
  it('says which engine it is, in which version, and the same each time', async () => {
    const { detector } = arrange();

    const label = await detector.describe();

    expect(label).toEqual({ engine: expect.stringMatching(/./), version: expect.stringMatching(/./) });
    expect(await detector.describe()).toEqual(label);
  });

  it(
    'finds each stretch of speech, within half a second, and the pauses between them',
    async () => {
      const { detector, recording, truth } = arrange();

      const speech = await detector.detect(recording, recording);

      expect(speech).toHaveLength(truth.length);
      speech.forEach(({ startSeconds, endSeconds }, i) => {
        expect(Math.abs(startSeconds - truth[i]!.startSeconds)).toBeLessThan(0.5);
        expect(Math.abs(endSeconds - truth[i]!.endSeconds)).toBeLessThan(0.5);
      });
    },
    patientMs,
  );

  it(
    'answers ranges in time order that do not overlap and lie in the recording, and tells growing progress up to 1',
    async () => {
      const { detector, recording } = arrange();
      const progress: number[] = [];

      const speech = await detector.detect(recording, { ...recording, onProgress: (told) => progress.push(told) });

      const times = speech.flatMap(({ startSeconds, endSeconds }) => [startSeconds, endSeconds]);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times[0]).toBeGreaterThanOrEqual(0);
      expect(times.at(-1)).toBeLessThanOrEqual(recording.durationSeconds);
      expect(progress).toEqual([...progress].sort((a, b) => a - b));
      expect(progress.at(-1)).toBe(1);
    },
    patientMs,
  );

  it(
    'finds nobody in silence',
    async () => {
      const { detector, silence } = arrange();

      expect(await detector.detect(silence, silence)).toEqual([]);
    },
    patientMs,
  );

  it('refuses what is no recording', async () => {
    const { detector, noSound } = arrange();

    await expect(detector.detect(noSound, { durationSeconds: 3 })).rejects.toMatchObject({ code: 'media.unreadable' });
  });

  it('stops on abort with the reason of it', async () => {
    const { detector, recording } = arrange();
    const controller = new AbortController();
    const detecting = detector.detect(recording, { ...recording, signal: controller.signal });

    controller.abort(new Error('enough'));

    await expect(detecting).rejects.toThrow('enough');
  });
}
