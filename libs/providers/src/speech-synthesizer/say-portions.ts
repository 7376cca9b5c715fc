import { AppError } from '@polyspool/contracts/errors';
import type { Speech, SpeechRequest } from './speech-synthesizer.js';
import type { WavSound } from './wav-sound.js';
import { isSayable, writeGuessed, type SaidText } from './write-speech.js';

/** Asks for one after the other, and makes one sound of them. */
export async function sayPortions(
  request: SpeechRequest,
  portions: readonly string[],
  say: (portion: string) => Promise<WavSound>,
): Promise<Speech> {
  const said: SaidText[] = [];
  for (const text of withWords(portions)) {
    request.signal?.throwIfAborted();
    const sound = await say(text);
    const [first] = said;
    if (first && first.sound.sampleRate !== sound.sampleRate)
      throw new AppError('engine.failed', 'Parts of one text came in different sample rates');
    said.push({ text, sound });
  }
  return writeGuessed(request, said);
}

/** A portion without words goes with the one before it, or after it. */
export function withWords(portions: readonly string[]): string[] {
  const kept: string[] = [];
  let before = '';
  for (const portion of portions) {
    if (isSayable(portion)) {
      kept.push(`${before} ${portion}`.trim());
      before = '';
    } else if (kept.length > 0) kept[kept.length - 1] += ` ${portion}`;
    else before = `${before} ${portion}`;
  }
  return kept;
}
