import { multiply } from '../content/matrix.js';
import type { Matrix } from '../content/matrix.js';
import type { TextShow, TextState } from '../content/page-content.js';
import type { FormulaRun, GlyphRun, PlacedBlock } from '../typeset/placed.js';
import type { FontEmbedder } from './font-embedder.js';
import { formulaStrings } from './formula-strings.js';
import { frameOf, fromPage } from './frame-of.js';
import { shownRun } from './glyph-array.js';
import { bytesOperand } from './operands.js';
import { movedFormula } from './moved-formula.js';
import { TextOperators } from './text-operators.js';

/** Operators that show a block's new text where `show` stands, inside its text object, and leave all as they found it. */
export function newText(placed: PlacedBlock, show: TextShow, embedder: FontEmbedder): string {
  if (!placed.lines.length) return '';
  if (canBeRestored(show.state)) {
    const writer = new BlockWriter(placed, show, embedder);
    writer.write();
    writer.operators.restore();
    return `\n${writer.operators}\n`;
  }
  const writer = new BlockWriter(placed, show, embedder);
  writer.write();
  const after = new TextOperators(show.state);
  after.restore();
  return `\nET q BT\n${writer.operators}\nET Q BT\n${after}\n`;
}

/** What this stream does not say itself it cannot say again: then only a saved graphics state brings it back. */
const canBeRestored = ({ fontName, isFillInherited, fill }: TextState) =>
  fontName !== undefined && !(isFillInherited && /\/(?!Device)/.test(fill));

class BlockWriter {
  readonly operators: TextOperators;
  readonly #frame: Matrix;
  readonly #fromPage: Matrix;

  constructor(
    private readonly placed: PlacedBlock,
    private readonly show: TextShow,
    private readonly embedder: FontEmbedder,
  ) {
    this.operators = new TextOperators(show.state);
    this.#frame = frameOf(placed.block);
    this.#fromPage = fromPage(show.state.ctm);
  }

  write() {
    for (const { runs, baseline } of this.placed.lines)
      for (const run of runs) {
        if ('formula' in run) this.#writeFormula(run, baseline);
        else this.#writeGlyphs(run, baseline);
      }
  }

  #writeGlyphs(run: GlyphRun, baseline: number) {
    if (!run.glyphs.length) return;
    const { of: face, ratio } = run.font.condensed ?? { of: run.font, ratio: 1 };
    const font = this.embedder.use(face);
    const { block } = this.placed;
    this.operators.set({
      fontName: this.embedder.nameIn(this.show.stream.resources, font.ref),
      fontSize: run.sizePt,
      characterSpacing: 0,
      wordSpacing: 0,
      horizontalScale: ratio,
      rise: 0,
      renderMode: block.renderMode,
      fill: run.span?.fill ?? block.fill,
    });
    const start: Matrix = [1, 0, 0, 1, run.x, baseline + run.risePt];
    this.operators.place(multiply(multiply(start, this.#frame), this.#fromPage));
    this.operators.say(shownRun(run, font));
  }

  #writeFormula(run: FormulaRun, baseline: number) {
    const move = movedFormula(run, baseline, this.#frame);
    for (const { first, codes } of formulaStrings(run.formula)) {
      const { state, stream } = first.show;
      this.operators.set({
        fontName: this.#formulaFont(first.show),
        fontSize: state.fontSize,
        characterSpacing: state.characterSpacing,
        wordSpacing: state.wordSpacing,
        horizontalScale: state.horizontalScale,
        rise: state.rise,
        renderMode: state.renderMode,
        fill: stream === this.show.stream ? state.fill : this.placed.block.fill,
      });
      const start = multiply([1, 0, 0, 1, first.x * state.horizontalScale, 0], state.textMatrix);
      this.operators.place(multiply(multiply(multiply(start, state.ctm), move), this.#fromPage));
      this.operators.say(`${bytesOperand(codes)} Tj`);
    }
  }

  /** A formula keeps its fonts; those of another stream are made known to this one. */
  #formulaFont({ stream, state }: TextShow): string | undefined {
    if (stream === this.show.stream || state.fontName === undefined) return state.fontName;
    return this.embedder.borrow(stream.resources, state.fontName, this.show.stream.resources);
  }
}
