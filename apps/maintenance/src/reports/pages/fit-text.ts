const segmenter = new Intl.Segmenter('en');

/** As wide as letters are at the most, in parts of the font's size; a cell is cut off where even that is not enough. */
function widthOf(grapheme: string) {
  if (/^[ijlI.,:;'|! ]$/.test(grapheme)) return 0.32;
  if (/^[mwMW@%]$/.test(grapheme)) return 0.95;
  if (/^[A-Z]$/.test(grapheme)) return 0.7;
  if (/^[\x20-\x7e]$/.test(grapheme)) return 0.58;
  if (/^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(grapheme)) return 0.66;
  if (/^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(grapheme)) return 1.02;
  // Letters with signs around them: each sign that stands for itself makes them wider.
  return 0.75 + 0.25 * ([...grapheme].length - 1);
}

const widthOfAll = (graphemes: readonly string[]) => graphemes.reduce((sum, grapheme) => sum + widthOf(grapheme), 0);

/** A text within a width, shortened between characters where it is longer. */
export function fitText(text: string, sizePt: number, widthPt: number): string {
  const graphemes = [...segmenter.segment(text.trim())].map(({ segment }) => segment);
  const room = widthPt / sizePt;
  if (widthOfAll(graphemes) <= room) return graphemes.join('');
  let used = widthOf('…');
  const kept: string[] = [];
  for (const grapheme of graphemes) {
    used += widthOf(grapheme);
    if (used > room) break;
    kept.push(grapheme);
  }
  return `${kept.join('').trimEnd()}…`;
}
