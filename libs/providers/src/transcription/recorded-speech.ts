import type { TimeRange } from '@polyspool/contracts/time-range';
import type { VoiceDetector } from '../voice-detector/voice-detector.js';
import type { HearableSound, HearingJob } from './hearing-job.js';

/** Where in the whole track somebody speaks: looked for once, whatever range is asked for. */
export async function recordedSpeech(
  { step, signal }: Pick<HearingJob, 'step' | 'signal'>,
  voiceDetector: VoiceDetector,
  sound: Pick<HearableSound, 'file' | 'durationSeconds' | 'media'>,
  onProgress?: (fraction: number) => void,
): Promise<TimeRange[]> {
  const detector = await voiceDetector.describe();
  return step('voice', [sound.file, detector], async () => {
    onProgress?.(0);
    const { durationSeconds } = sound;
    return voiceDetector.detect(await sound.media(), { durationSeconds, signal, ...(onProgress && { onProgress }) });
  });
}
