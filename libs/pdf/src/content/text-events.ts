import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Matrix } from './matrix.js';

/** A glyph as pdf.js has decoded it. */
export interface DecodedGlyph {
  readonly originalCharCode: number;
  readonly unicode?: string;
  /** In glyph space: thousandths of an em in all but Type 3 fonts. */
  readonly width: number;
  readonly isSpace?: boolean;
  /** Of vertical writing: displacement, and where its origin lies. */
  readonly vmetric?: readonly [number, number, number];
}

export type TextEvent =
  | {
      readonly type: 'show';
      readonly glyphs: readonly (DecodedGlyph | number)[];
      /** Its id in pdf.js. */
      readonly font: string | undefined;
    }
  | { readonly type: 'formBegin'; readonly matrix?: Matrix }
  | { readonly type: 'formEnd' };

export interface OperatorList {
  readonly fnArray: readonly number[];
  readonly argsArray: readonly unknown[];
}

/** What pdf.js's operator list of a page says about text, in the order of the content streams. Masks are left out. */
export class TextEvents {
  #at = 0;
  #font: string | undefined;
  readonly #fonts: (string | undefined)[] = [];
  /** Groups that are open within a mask. */
  #maskDepth = 0;

  constructor(private readonly list: OperatorList) {}

  next(): TextEvent | undefined {
    const event = this.peek();
    if (!event) return undefined;
    if (event.type === 'formBegin') this.#fonts.push(this.#font);
    else if (event.type === 'formEnd') this.#restore();
    this.#at++;
    return event;
  }

  peek(): TextEvent | undefined {
    const { fnArray, argsArray } = this.list;
    for (; this.#at < fnArray.length; this.#at++) {
      const event = this.#read(fnArray[this.#at], (argsArray[this.#at] ?? []) as readonly unknown[]);
      if (event) return event;
    }
    return undefined;
  }

  #read(operator: number | undefined, args: readonly unknown[]): TextEvent | undefined {
    if (this.#maskDepth) {
      if (operator === OPS.beginGroup) this.#maskDepth++;
      else if (operator === OPS.endGroup) this.#maskDepth--;
      return undefined;
    }
    switch (operator) {
      case OPS.showText:
        return { type: 'show', glyphs: args[0] as readonly (DecodedGlyph | number)[], font: this.#font };
      case OPS.paintFormXObjectBegin:
        return { type: 'formBegin', ...(args[0] ? { matrix: args[0] as Matrix } : {}) };
      case OPS.paintFormXObjectEnd:
        return { type: 'formEnd' };
      case OPS.beginGroup:
        if ((args[0] as { readonly smask?: unknown } | undefined)?.smask) this.#maskDepth = 1;
        break;
      case OPS.save:
        this.#fonts.push(this.#font);
        break;
      case OPS.restore:
        this.#restore();
        break;
      case OPS.setFont:
        this.#font = args[0] as string;
        break;
      case OPS.setGState:
        for (const [key, value] of (args[0] ?? []) as readonly [string, unknown][]) {
          if (key === 'Font') this.#font = (value as readonly [string])[0];
        }
    }
    return undefined;
  }

  #restore() {
    if (this.#fonts.length) this.#font = this.#fonts.pop();
  }
}
