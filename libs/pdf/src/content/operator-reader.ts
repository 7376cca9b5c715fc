import { ContentLexer } from './content-lexer.js';
import type { Operand, Operator } from './operand.js';
import { operandCounts } from './operators.js';

const maxLeftOver = 100;

/**
 * The operators of a content stream that count, each with as many operands as it takes. Where there are more, or fewer, it
 * does as pdf.js does: those left over serve the next operator that lacks some.
 */
export class OperatorReader {
  readonly #lexer: ContentLexer;
  readonly #leftOver: Operand[] = [];

  constructor(bytes: Uint8Array) {
    this.#lexer = new ContentLexer(bytes);
  }

  /** Undefined at the end. Throws `document.tooComplex`. */
  next(): Operator | undefined {
    let unused: Operator | undefined;
    for (let operator = this.#lexer.next(); operator; operator = this.#lexer.next()) {
      const whole = unused ? joined(unused, operator) : operator;
      const wanted = operandCounts.get(operator.name);
      unused = undefined;
      // A word that is no operator leaves its operands to the next.
      if (wanted === undefined) unused = whole;
      else if (wanted < 0 || wanted === whole.operands.length) return whole;
      else {
        const operands = this.#fitted(whole.operands, wanted);
        if (operands) return { ...whole, operands };
      }
    }
    return undefined;
  }

  #fitted(operands: readonly Operand[], wanted: number): readonly Operand[] | undefined {
    const surplus = operands.length - wanted;
    if (surplus > 0) {
      this.#leftOver.push(...operands.slice(0, surplus));
      this.#leftOver.splice(0, this.#leftOver.length - maxLeftOver);
      return operands.slice(surplus);
    }
    const missing = -surplus;
    const borrowed = this.#leftOver.splice(Math.max(0, this.#leftOver.length - missing));
    return borrowed.length === missing ? [...borrowed, ...operands] : undefined;
  }
}

const joined = (before: Operator, operator: Operator): Operator =>
  before.operands.length
    ? { ...operator, operands: [...before.operands, ...operator.operands], start: before.start }
    : operator;
