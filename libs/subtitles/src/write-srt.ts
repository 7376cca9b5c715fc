import type { Cue } from './subtitle-cues.js';
import { timestamp } from './timestamp.js';

/** SubRip, in pieces. Cues are numbered from 1; a translation stands under what is spoken. */
export function* srtBlocks(cues: Iterable<Cue>): Generator<string> {
  let number = 0;
  for (const cue of cues) {
    const rows = [...cue.lines, ...(cue.translatedLines ?? [])].map(shownAsText);
    const separator = number > 0 ? '\n' : '';
    yield `${separator}${++number}\n${timestamp(cue.startMs, ',')} --> ${timestamp(cue.endMs, ',')}\n${rows.join('\n')}\n`;
  }
}

export const writeSrt = (cues: Iterable<Cue>) => [...srtBlocks(cues)].join('');

/** Takes up no room and can not be seen. */
export const wordJoiner = '\u2060';

/**
 * SRT cannot escape, and players take `<i>`, `{\an8}`, `\N` and `&amp;` for markup, some `-->` for the next cue: a word joiner
 * inside makes text of them that looks the same.
 */
const shownAsText = (line: string) => line.replace(/[<{&\\]|--(?=>)/g, `$&${wordJoiner}`);
