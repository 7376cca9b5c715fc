import { readingLimits } from './reading-limits.js';

/** Characters as readers count them: a Devanagari syllable or a flag is one, a mark that cannot be seen is none. */
export function textLength(text: string, language: string): number {
  const { countsFullWidth } = readingLimits(language);
  if (unitsAreCharacters.test(text)) return countsFullWidth ? halfWidths(text) : text.length;
  let length = 0;
  for (const { segment } of graphemes.segment(text.replace(invisible, ''))) {
    length += countsFullWidth && !fullWidth.test(segment) ? 0.5 : 1;
  }
  return length;
}

const halfWidths = (text: string) => (text.length + (text.match(fullWidths)?.length ?? 0)) / 2;

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** Latin, Greek, Cyrillic, kana, Han and Hangul, each letter in one piece: these need not be cut into graphemes, which is slow. */
const unitsAreCharacters =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u3001-\u3020\u3041-\u3096\u30a0-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff60]*$/;
/** Not the joiners: they change what stands beside them. */
const invisible = /[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const wide =
  '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Hangul}\\p{Extended_Pictographic}\\u3000-\\u303f\\u30fc\\uff01-\\uff60\\uffe0-\\uffe6]';
const fullWidth = new RegExp(`^${wide}`, 'u');
const fullWidths = new RegExp(wide, 'gu');
