import { noFont } from './font-facts.js';
import { identity, type Matrix } from './matrix.js';
import type { FontFacts } from './page-content.js';

/** What `q` saves and `Q` brings back, as far as text and paths depend on it. */
export interface GraphicsState {
  ctm: Matrix;
  /** Whether any font was ever set: without one, no text is shown. */
  hasFont: boolean;
  /** Undefined where an ExtGState has set it. */
  fontName: string | undefined;
  font: FontFacts;
  fontSize: number;
  characterSpacing: number;
  wordSpacing: number;
  /** 1 = 100 %. */
  horizontalScale: number;
  leading: number;
  rise: number;
  renderMode: number;
  fill: string;
  isFillInherited: boolean;
  /** The operator that has chosen the fill colour space, for those that then choose a colour in it. */
  fillSpace: string;
}

export const initialState = (): GraphicsState => ({
  ctm: identity,
  hasFont: false,
  fontName: undefined,
  font: noFont,
  fontSize: 0,
  characterSpacing: 0,
  wordSpacing: 0,
  horizontalScale: 1,
  leading: 0,
  rise: 0,
  renderMode: 0,
  fill: '0 g',
  isFillInherited: false,
  fillSpace: '',
});
