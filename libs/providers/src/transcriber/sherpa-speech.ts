import type { Language } from '@polyspool/contracts/languages';
import type { Segment } from '@polyspool/contracts/segments';
import { z } from 'zod';
import { segmentWords } from './segment-words.js';
import { timeText, type TimedPiece } from './time-text.js';
import { withoutSoundMarks } from './without-sound-marks.js';

/** What a recogniser of sherpa-onnx says of one spell of speech; times from its start. Whisper tells none. */
export const SherpaSpeech = z.object({
  startSeconds: z.number(),
  endSeconds: z.number(),
  text: z.string(),
  tokens: z.array(z.string()).default([]),
  timestamps: z.array(z.number()).default([]),
  ys_log_probs: z.array(z.number()).default([]),
});
export type SherpaSpeech = z.output<typeof SherpaSpeech>;

/** In the times of the file. */
export function sherpaSegments(speech: readonly SherpaSpeech[], language: Language): Segment[] {
  return speech.flatMap((spell) => {
    const within = { startSeconds: spell.startSeconds, endSeconds: spell.endSeconds };
    return segmentWords(timeText({ text: withoutSoundMarks(spell.text), language, within }, piecesOf(spell)), language);
  });
}

/** A token lasts until the next one begins. */
function piecesOf({ startSeconds, endSeconds, tokens, timestamps, ys_log_probs: logs }: SherpaSpeech): TimedPiece[] {
  if (timestamps.length !== tokens.length) return [];
  return tokens.map((text, i) => ({
    text,
    startSeconds: startSeconds + timestamps[i]!, // as long as tokens
    endSeconds: timestamps[i + 1] === undefined ? endSeconds : startSeconds + timestamps[i + 1]!,
    ...(logs.length === tokens.length && { confidence: Math.exp(logs[i]!) }),
  }));
}
