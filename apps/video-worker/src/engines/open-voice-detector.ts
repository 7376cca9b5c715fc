import { SileroVoiceDetector } from '@polyspool/providers/voice-detector/silero-voice-detector';
import type { VoiceDetector } from '@polyspool/providers/voice-detector/voice-detector';
import { FallbackVoiceDetector } from './fallback-voice-detector.js';
import { SilenceVoiceDetector } from './silence-voice-detector.js';
import type { VoiceDetectorEnv } from './transcriber-env.js';

/** Silero; where it cannot be loaded, and where it is asked for, whatever is not silence counts as speech. */
export function openVoiceDetector({ VOICE_DETECTOR }: VoiceDetectorEnv): VoiceDetector {
  const silences = new SilenceVoiceDetector();
  return VOICE_DETECTOR === 'silences' ? silences : new FallbackVoiceDetector(new SileroVoiceDetector(), silences);
}
