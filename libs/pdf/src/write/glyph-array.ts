import type { GlyphRun } from '../typeset/placed.js';
import type { EmbeddedFont } from './embedded-font.js';
import { numberOperand, textOperand } from './operands.js';

/** Smaller differences, in thousandths of an em, are left to the next glyph. */
const tolerance = 0.4;

/** The operators that show a run, from where it starts. */
export function shownRun(run: GlyphRun, font: EmbeddedFont): string {
  const shown = new GlyphArray(run, font).operators();
  if (run.actualText === undefined) return shown;
  return `/Span << /ActualText ${textOperand(run.actualText)} >> BDC\n${shown}\nEMC`;
}

class GlyphArray {
  readonly #parts: string[] = [];
  #codes = '';
  #rise = 0;

  constructor(
    private readonly run: GlyphRun,
    private readonly font: EmbeddedFont,
  ) {}

  operators(): string {
    const { sizePt, glyphs, font: face } = this.run;
    const emPt = sizePt * (face.condensed?.ratio ?? 1);
    // Where the glyphs ought to stand and where a viewer is, in thousandths of an em.
    let wanted = 0;
    let reached = 0;
    this.#parts.push('[');
    for (const { glyphId, text, advancePt, offsetXPt, offsetYPt } of glyphs) {
      this.#raise(offsetYPt);
      const at = wanted + (offsetXPt / emPt) * 1000;
      if (Math.abs(at - reached) > tolerance) {
        this.#endCodes();
        const adjustment = Math.round((reached - at) * 10) / 10;
        this.#parts.push(numberOperand(adjustment));
        reached -= adjustment;
      }
      this.#codes += this.font.codeOf(glyphId, text).toString(16).padStart(4, '0');
      reached += this.font.widthOf(glyphId);
      wanted += (advancePt / emPt) * 1000;
    }
    this.#raise(0);
    this.#endCodes();
    return `${this.#parts.join('')}] TJ`;
  }

  #raise(rise: number) {
    if (Math.abs(rise - this.#rise) < 0.001) return;
    this.#endCodes();
    this.#parts.push(`] TJ ${numberOperand(rise)} Ts [`);
    this.#rise = rise;
  }

  #endCodes() {
    if (this.#codes) this.#parts.push(`<${this.#codes}>`);
    else if (/[\d.]$/.test(this.#parts.at(-1) ?? '')) this.#parts.push(' ');
    this.#codes = '';
  }
}
