import type { Matrix } from '../content/matrix.js';
import type { TextState } from '../content/page-content.js';
import { matrixOperands, nameOperand, numberOperand } from './operands.js';

export interface TextLook {
  readonly fontName: string;
  readonly fontSize: number;
  readonly characterSpacing: number;
  readonly wordSpacing: number;
  /** 1 = 100 %. */
  readonly horizontalScale: number;
  readonly rise: number;
  readonly renderMode: number;
  /** Operators that set the fill colour. */
  readonly fill: string;
}

/** Writes text operators inside a text object, saying only what is not so already. */
export class TextOperators {
  readonly #parts: string[] = [];
  #look: TextState | TextLook;

  constructor(private readonly before: TextState) {
    this.#look = before;
  }

  /** Nothing said: as it is. */
  set(wanted: Partial<TextLook>) {
    const look = { ...this.#look, ...wanted };
    const now = this.#look;
    if (look.fontName !== undefined && (look.fontName !== now.fontName || look.fontSize !== now.fontSize))
      this.#say(`${nameOperand(look.fontName)} ${numberOperand(look.fontSize)} Tf`);
    if (look.characterSpacing !== now.characterSpacing) this.#say(`${numberOperand(look.characterSpacing)} Tc`);
    if (look.wordSpacing !== now.wordSpacing) this.#say(`${numberOperand(look.wordSpacing)} Tw`);
    if (look.horizontalScale !== now.horizontalScale) this.#say(`${numberOperand(look.horizontalScale * 100)} Tz`);
    if (look.rise !== now.rise) this.#say(`${numberOperand(look.rise)} Ts`);
    if (look.renderMode !== now.renderMode) this.#say(`${look.renderMode} Tr`);
    if (look.fill !== now.fill) this.#say(look.fill);
    this.#look = look;
  }

  place(matrix: Matrix) {
    this.#say(`${matrixOperands(matrix)} Tm`);
  }

  say(operators: string) {
    this.#say(operators);
  }

  /** Leaves all as it was found, and the text position too. */
  restore() {
    const { before } = this;
    this.set(before as TextState & TextLook);
    this.place(before.lineMatrix);
    if (before.advanceInLine && before.fontSize)
      this.#say(`[${numberOperand((-before.advanceInLine / before.fontSize) * 1000)}] TJ`);
  }

  toString() {
    return this.#parts.join('\n');
  }

  #say(operators: string) {
    this.#parts.push(operators);
  }
}
