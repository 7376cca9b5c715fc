import type { TimeRange } from '@polyspool/contracts/time-range';
import type { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import type { LocalAudio } from './local-audio.js';
import type { SourceJob } from './recording-job.js';

/** Where in the whole track somebody speaks: looked for once, whatever range is asked for. */
export async function recordedSpeech(
  { step, signal }: Pick<SourceJob, 'step' | 'signal'>,
  voiceDetector: VoiceDetector,
  audio: LocalAudio,
  onProgress?: (fraction: number) => void,
): Promise<TimeRange[]> {
  const detector = await voiceDetector.describe();
  return step('voice', [audio.file, detector], async () => {
    onProgress?.(0);
    const { durationSeconds } = audio;
    return voiceDetector.detect(await audio.media(), { durationSeconds, signal, ...(onProgress && { onProgress }) });
  });
}
