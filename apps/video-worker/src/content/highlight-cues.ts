import type { Cue, TextCue } from '@polyspool/subtitles/subtitle-cues';
import type { TextSpan } from './finder-of.js';

/** Characters of the private use area: no text has a meaning for them, and they pass through every writer of subtitles. */
export const highlightBegin = '\ue000';
export const highlightEnd = '\ue001';

const unseen = /[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

/** Marks the letters of `spans` in those cues that show `text`. Lines are broken and cut otherwise than the text was. */
export function highlightCues(cues: readonly TextCue[], text: string, spans: readonly TextSpan[]): Cue[] {
  const letters = [...text.matchAll(/\S/gu)].map(({ 0: letter, index }) => ({
    letter,
    isMarked: spans.some(({ start, end }) => index >= start && index < end),
  }));
  const whole = letters.map(({ letter }) => letter).join('');
  let from = 0;
  return cues.map((cue) => {
    const shown = cue.lines.map((line) => [...line].filter((letter) => !unseen.test(letter)).join(''));
    const start = whole.indexOf(shown.join(''), from);
    if (start < 0) return cue;
    from = start; // not after it: where the translation takes more cues, the same line stands in two
    let at = [...whole.slice(0, start)].length;
    return { ...cue, lines: cue.lines.map((line) => markLine(line, () => letters[at++]?.isMarked ?? false)) };
  });
}

/** Asks for each letter that is seen whether it is marked. */
function markLine(line: string, isNextMarked: () => boolean) {
  let [marked, isOpen, held] = ['', false, ''];
  for (const letter of line) {
    if (unseen.test(letter)) {
      held += letter;
      continue;
    }
    const isMarked = isNextMarked();
    if (isOpen && !isMarked) marked += highlightEnd;
    marked += held;
    if (isMarked && !isOpen) marked += highlightBegin;
    marked += letter;
    [isOpen, held] = [isMarked, ''];
  }
  return marked + (isOpen ? highlightEnd : '') + held;
}
