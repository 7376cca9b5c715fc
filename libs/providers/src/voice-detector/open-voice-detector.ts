import { SileroVoiceDetector } from './silero-voice-detector.js';
import type { VoiceDetector } from './voice-detector.js';
import { FallbackVoiceDetector } from './fallback-voice-detector.js';
import { type FindSilences, SilenceVoiceDetector } from './silence-voice-detector.js';
import type { VoiceDetectorEnv } from '../transcriber/transcriber-env.js';

/** Silero; where it cannot be loaded, and where it is asked for, whatever is not silence counts as speech. */
export function openVoiceDetector({ VOICE_DETECTOR }: VoiceDetectorEnv, findSilences: FindSilences): VoiceDetector {
  const silences = new SilenceVoiceDetector(findSilences);
  return VOICE_DETECTOR === 'silences' ? silences : new FallbackVoiceDetector(new SileroVoiceDetector(), silences);
}
