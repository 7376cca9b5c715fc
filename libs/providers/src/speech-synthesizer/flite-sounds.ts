import type { TimedPiece } from '../transcriber/time-text.js';
import { alignSounds } from './align-sounds.js';

interface Sound {
  readonly name: string;
  readonly startSeconds: number;
  readonly endSeconds: number;
}

const pause = 'pau';

export interface FliteOutput {
  readonly timed: string;
  readonly alone: string;
  /** Of the sound: by flite's own times each utterance ends a few milliseconds later than it does. */
  readonly seconds: number;
}

/**
 * When each unit of a text is said. `timed` is what flite tells of the text with `-psdur`, in lines of utterances with the end
 * of each sound; `alone` what it tells of the units with `-ps`, each an utterance of its own.
 */
export function fliteTimes(units: readonly string[], { timed, alone, seconds }: FliteOutput): TimedPiece[] | undefined {
  const parts = linesOf(alone).map((line) => line.split(' ').filter((name) => name !== pause));
  if (parts.length !== units.length) return undefined;
  const sounds = soundsOf(timed);
  const scale = seconds / (sounds.at(-1)?.endSeconds ?? seconds);
  const spoken = sounds.filter(({ name }) => name !== pause);
  const ends = alignSounds(
    spoken.map(({ name }) => name),
    parts,
  );
  return units.flatMap((text, i) => {
    const [first, last] = [spoken[i === 0 ? 0 : ends[i - 1]!], spoken[ends[i]! - 1]];
    return first && last && first.startSeconds < last.endSeconds
      ? [{ text, startSeconds: first.startSeconds * scale, endSeconds: last.endSeconds * scale }]
      : [];
  });
}

/** In seconds of the whole, of which each utterance begins where the one before it has ended. */
function soundsOf(timed: string): Sound[] {
  let startSeconds = 0;
  return linesOf(timed).flatMap((line) => {
    const offset = startSeconds;
    return line.split(' ').map((said) => {
      const [name = '', end = ''] = said.split(':');
      const sound = { name, startSeconds, endSeconds: offset + Number(end) };
      startSeconds = sound.endSeconds;
      return sound;
    });
  });
}

const linesOf = (output: string) =>
  output
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
