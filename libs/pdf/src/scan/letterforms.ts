import type { FontFace } from '../typeset/font-face.js';
import { FaceSelector } from '../typeset/face-selector.js';
import type { FramedLine, FramedWord } from './lines-in-frame.js';

export interface Letterforms {
  readonly isSerif: boolean;
  readonly isMono: boolean;
  /** Of an em: from the foot of a p to the head of a d. */
  readonly heightEm: number;
}

const candidates: readonly Letterforms[] = [
  { isSerif: true, isMono: false, heightEm: 0.9 },
  { isSerif: false, isMono: false, heightEm: 0.93 },
  { isSerif: true, isMono: true, heightEm: 0.85 },
];
const [serif, , mono] = candidates as [Letterforms, Letterforms, Letterforms];

/** Fewer words may be of any font. */
const leastWords = 8;
/** How much better than its rivals a font of even widths has to fit. */
const monoFits = 0.6;

/**
 * What kind of font words are in, by their widths: those of a font of even widths follow the number of letters, and letters
 * without serifs are wider at the same height.
 */
export function letterformsOf(lines: readonly FramedLine[]): Letterforms {
  const measured = lines.flatMap(({ words, heightPt }) => words.filter(isTelling).map((word) => ({ word, heightPt })));
  if (measured.length < leastWords) return serif;
  const fits = candidates.map((forms) => {
    const face = new FaceSelector('en').ownFace({ ...forms, isBold: false, isItalic: false });
    const ratios = measured.map(
      ({ word, heightPt }) => widthOf(word) / (advanceOf(word, face) * (heightPt / forms.heightEm)),
    );
    return { forms, ...statisticsOf(ratios) };
  });
  const [withSerifs, without, even] = fits as [(typeof fits)[0], (typeof fits)[0], (typeof fits)[0]];
  if (even.spread < monoFits * Math.min(withSerifs.spread, without.spread)) return mono;
  return Math.abs(Math.log(withSerifs.mean)) <= Math.abs(Math.log(without.mean)) ? withSerifs.forms : without.forms;
}

const isTelling = ({ word }: FramedWord) => /^[A-Za-z]{4,}$/.test(word.text) && word.confidence > 0.8;

const widthOf = ({ x, endX }: FramedWord) => endX - x;

/** In ems. */
function advanceOf({ word }: FramedWord, face: FontFace) {
  return face
    .shape(word.text, 'ltr')
    .flatMap(({ glyphs }) => glyphs)
    .reduce((sum, { advance }) => sum + advance, 0);
}

function statisticsOf(values: readonly number[]) {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, spread: Math.sqrt(variance) / mean };
}
