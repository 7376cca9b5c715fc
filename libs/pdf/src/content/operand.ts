import type { ByteRange } from './page-content.js';

/** What stands before an operator of a content stream (ISO 32000-1, 7.8.2). */
export type Operand = number | Name | ByteString | OperandList | OperandDictionary | Keyword;

export interface Name {
  readonly kind: 'name';
  /** Without the slash, its `#xx` resolved. */
  readonly name: string;
}

export interface ByteString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
}

export interface OperandList {
  readonly kind: 'list';
  readonly items: readonly Operand[];
}

export interface OperandDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, Operand>;
}

/** `true`, `false`, `null`; in lists also what does not belong there. */
export interface Keyword {
  readonly kind: 'keyword';
  readonly word: string;
}

export interface Operator extends ByteRange {
  readonly name: string;
  readonly operands: readonly Operand[];
}

export const numberAt = (operands: readonly Operand[], index: number): number => {
  const operand = operands[index];
  return typeof operand === 'number' ? operand : 0;
};

export const nameAt = (operands: readonly Operand[], index: number): string | undefined => {
  const operand = operands[index];
  return typeof operand === 'object' && operand.kind === 'name' ? operand.name : undefined;
};
