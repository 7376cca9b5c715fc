import { PdfDict, PdfStream, type PdfObject } from '@libpdf/core';
import { AppError } from '@polyspool/contracts/errors';
import { limits } from '../objects/limits.js';
import type { Resolve, StreamDecoder } from '../objects/stream-decoder.js';
import { nameAt, type Operand, type Operator } from './operand.js';
import { OperatorReader } from './operator-reader.js';

/** What drawing takes, all that is drawn within included, as often as it is drawn. */
interface Cost {
  readonly operators: number;
  readonly executions: number;
  readonly shownBytes: number;
}

interface Drawn {
  readonly stream: PdfStream;
  /** Where the stream has none. */
  readonly resources?: PdfDict | undefined;
}

const underWay = Symbol('under way');

/**
 * Foresees how much work a page is before anybody does it: forms that draw forms that draw forms need a few bytes to ask
 * for years of work. Each stream is looked at once.
 */
export class DrawingCost {
  readonly #known = new Map<PdfDict, Map<PdfObject, Cost | typeof underWay>>();
  readonly #type3Fonts = new Set<PdfDict>();
  #readBytes = 0;

  constructor(
    private readonly resolve: Resolve,
    private readonly decoder: StreamDecoder,
  ) {}

  /** Throws `document.tooComplex`. */
  check(bytes: Uint8Array, resources: PdfDict) {
    const { operators, executions, shownBytes } = this.#costOf(bytes, resources, 0);
    if (executions > limits.formExecutions) throw tooMuch('draws more forms', limits.formExecutions);
    if (operators > limits.operators) throw tooMuch('has more operators', limits.operators);
    if (shownBytes > limits.shownBytes) throw tooMuch('shows more bytes of text', limits.shownBytes);
  }

  #costOf(bytes: Uint8Array, resources: PdfDict, depth: number): Cost {
    if (depth > limits.formDepth) throw new AppError('document.tooComplex', 'Forms are nested too deeply');
    this.#readBytes += bytes.length;
    if (this.#readBytes > limits.decodedBytes) throw tooMuch('has more bytes to read', limits.decodedBytes);
    const total = { operators: 0, executions: 1, shownBytes: 0 };
    const patterns = new Set<PdfStream>();
    const reader = new OperatorReader(bytes);
    for (let operator = reader.next(); operator; operator = reader.next()) {
      total.operators++;
      total.shownBytes += shownBytesOf(operator);
      if (total.operators > limits.operators) throw tooMuch('has more operators', limits.operators);
      for (const drawn of this.#drawnBy(operator, resources, patterns)) {
        const cost = this.#costOfStream(drawn.stream, drawn.resources ?? resources, depth + 1);
        total.operators += cost.operators;
        total.executions += cost.executions;
        total.shownBytes += cost.shownBytes;
      }
    }
    return total;
  }

  /** One without resources of its own borrows those of the stream that draws it: it may differ from place to place. */
  #costOfStream(stream: PdfStream, borrowed: PdfDict, depth: number): Cost {
    const resources = stream.getDict('Resources', this.resolve) ?? borrowed;
    const known = this.#known.get(resources) ?? new Map<PdfObject, Cost | typeof underWay>();
    this.#known.set(resources, known);
    const found = known.get(stream);
    if (found === underWay) throw new AppError('document.tooComplex', 'A form draws itself');
    if (found) return found;
    known.set(stream, underWay);
    const cost = this.#costOf(this.decoder.decode(stream), resources, depth);
    known.set(stream, cost);
    return cost;
  }

  #drawnBy({ name, operands }: Operator, resources: PdfDict, patterns: Set<PdfStream>): readonly Drawn[] {
    if (name === 'Do') return drawnAs(this.#resource(resources, 'XObject', operands.at(-1)), 'Form', this.resolve);
    if (name === 'gs') return this.#mask(this.#resource(resources, 'ExtGState', operands.at(-1)));
    if (name === 'Tf') return this.#characters(this.#resource(resources, 'Font', operands.at(-2)));
    if (name !== 'scn' && name !== 'SCN') return [];
    // A pattern is made once in a stream, however often it is used.
    const pattern = this.#resource(resources, 'Pattern', operands.at(-1));
    if (!(pattern instanceof PdfStream) || patterns.has(pattern)) return [];
    patterns.add(pattern);
    return [{ stream: pattern }];
  }

  #resource(resources: PdfDict, kind: string, operand: Operand | undefined): PdfObject | undefined {
    const name = nameAt([operand ?? 0], 0);
    return name === undefined ? undefined : resources.getDict(kind, this.resolve)?.get(name, this.resolve);
  }

  #mask(state: PdfObject | undefined): readonly Drawn[] {
    const mask = state instanceof PdfDict ? state.getDict('SMask', this.resolve) : undefined;
    const group = mask?.get('G', this.resolve);
    return group instanceof PdfStream ? [{ stream: group }] : [];
  }

  /** Glyphs of a Type 3 font are small content streams, each made once. */
  #characters(font: PdfObject | undefined): readonly Drawn[] {
    if (!(font instanceof PdfDict) || this.#type3Fonts.has(font)) return [];
    const glyphs = font.getDict('CharProcs', this.resolve);
    if (!glyphs) return [];
    this.#type3Fonts.add(font);
    const resources = font.getDict('Resources', this.resolve);
    return [...glyphs].flatMap(([key]) => {
      const glyph = glyphs.get(key, this.resolve);
      return glyph instanceof PdfStream ? [{ stream: glyph, resources }] : [];
    });
  }
}

const drawnAs = (object: PdfObject | undefined, subtype: string, resolve: Resolve): readonly Drawn[] =>
  object instanceof PdfStream && object.getName('Subtype', resolve)?.value === subtype ? [{ stream: object }] : [];

function shownBytesOf({ name, operands }: Operator): number {
  if (name !== 'Tj' && name !== 'TJ' && name !== "'" && name !== '"') return 0;
  const shown = operands.at(-1);
  if (typeof shown !== 'object') return 0;
  if (shown.kind === 'string') return shown.bytes.length;
  if (shown.kind !== 'list') return 0;
  return shown.items.reduce<number>(
    (sum, item) => sum + (typeof item === 'object' && item.kind === 'string' ? item.bytes.length : 0),
    0,
  );
}

const tooMuch = (what: string, limit: number) => new AppError('document.tooComplex', `The page ${what} than ${limit}`);
