import { AppError } from '@polyspool/contracts/errors';
import { ByteCursor, isDigit } from './byte-cursor.js';
import { endOfInlineImage } from './inline-image.js';
import type { Keyword, Operand, OperandDictionary, OperandList, Operator } from './operand.js';
import { operandCounts } from './operators.js';

const maxNesting = 100;
/** Those before them are dropped: no operator takes as many. */
const maxOperands = 1_000;
const codeOf = (character: string) => character.charCodeAt(0);
const [openString, less, greater, slash, openList, closeList] = [...'(<>/[]'].map(codeOf);
const strays = new Set([...')>{}]'].map(codeOf));
const numberStarts = new Set([...'+-.'].map(codeOf));
const literals = new Set(['true', 'false', 'null']);

/** Cuts a content stream into operators with their operands, and knows where each of them stands. */
export class ContentLexer {
  readonly #cursor: ByteCursor;
  #nesting = 0;

  constructor(bytes: Uint8Array) {
    this.#cursor = new ByteCursor(bytes);
  }

  /** Undefined at the end. Throws `document.tooComplex` where objects are nested too deeply. */
  next(): Operator | undefined {
    const cursor = this.#cursor;
    const operands: Operand[] = [];
    let start = -1;
    for (;;) {
      cursor.skipSpace();
      if (cursor.isAtEnd) return undefined;
      const at = cursor.at;
      const object = this.#object();
      if (object === undefined) continue;
      if (start < 0) start = at;
      if (typeof object === 'object' && object.kind === 'keyword' && !literals.has(object.word)) {
        const name = object.word;
        if (name === 'BI') this.#skipInlineImage();
        return { name, operands, start, end: cursor.at };
      }
      operands.push(object);
      if (operands.length > maxOperands) operands.shift();
    }
  }

  /** Undefined for a delimiter that stands there for nothing. */
  #object(): Operand | undefined {
    const cursor = this.#cursor;
    const code = cursor.code ?? 0;
    if (code === openString) return { kind: 'string', bytes: cursor.literalString() };
    if (code === less) {
      return cursor.bytes[cursor.at + 1] === less ? this.#dictionary() : { kind: 'string', bytes: cursor.hexString() };
    }
    if (code === slash) {
      cursor.at++;
      return { kind: 'name', name: resolved(cursor.word()) };
    }
    if (code === openList) return this.#list();
    if (strays.has(code)) {
      cursor.at++;
      return undefined;
    }
    if (isDigit(code) || numberStarts.has(code)) return cursor.number();
    return this.#keyword();
  }

  #list(): OperandList {
    const cursor = this.#cursor;
    const items: Operand[] = [];
    cursor.at++;
    this.#enter();
    for (;;) {
      cursor.skipSpace();
      if (cursor.isAtEnd || cursor.code === closeList) break;
      const item = this.#object();
      if (item !== undefined) items.push(item);
    }
    cursor.at++;
    this.#nesting--;
    return { kind: 'list', items };
  }

  #dictionary(): OperandDictionary {
    const cursor = this.#cursor;
    const entries = new Map<string, Operand>();
    let key: string | undefined;
    cursor.at += 2;
    this.#enter();
    for (;;) {
      cursor.skipSpace();
      if (cursor.isAtEnd || (cursor.code === greater && cursor.bytes[cursor.at + 1] === greater)) break;
      const object = this.#object();
      if (key !== undefined && object !== undefined) {
        entries.set(key, object);
        key = undefined;
      } else if (typeof object === 'object' && object.kind === 'name') key = object.name;
    }
    cursor.at += 2;
    this.#nesting--;
    return { kind: 'dictionary', entries };
  }

  /** Operators that are written together, as `QBT`, come apart where the first of them ends. */
  #keyword(): Keyword {
    const cursor = this.#cursor;
    const start = cursor.at;
    const word = cursor.word();
    if (operandCounts.has(word) || literals.has(word)) return { kind: 'keyword', word };
    for (let length = 1; length < word.length; length++) {
      if (operandCounts.has(word.slice(0, length)) && !operandCounts.has(word.slice(0, length + 1))) {
        cursor.at = start + length;
        return { kind: 'keyword', word: word.slice(0, length) };
      }
    }
    if (!word) cursor.at++;
    return { kind: 'keyword', word };
  }

  /** Its dictionary up to `ID`, one white space, its data up to `EI`. */
  #skipInlineImage() {
    const cursor = this.#cursor;
    let key: string | undefined;
    let filter: string | undefined;
    for (;;) {
      cursor.skipSpace();
      if (cursor.isAtEnd) return;
      const object = this.#object();
      if (typeof object === 'object' && object.kind === 'keyword' && object.word === 'ID') break;
      if (key === 'F' || key === 'Filter') filter = firstName(object);
      key = key === undefined ? firstName(object) : undefined;
    }
    cursor.at = endOfInlineImage(cursor.bytes, cursor.at + 1, filter);
  }

  #enter() {
    if (++this.#nesting > maxNesting) throw new AppError('document.tooComplex', 'Objects are nested too deeply');
  }
}

/** A name, or that of a list. */
function firstName(object: Operand | undefined): string | undefined {
  if (typeof object !== 'object') return undefined;
  if (object.kind === 'list') return firstName(object.items[0]);
  return object.kind === 'name' ? object.name : undefined;
}

const resolved = (name: string) =>
  name.includes('#')
    ? name.replaceAll(/#([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : name;
