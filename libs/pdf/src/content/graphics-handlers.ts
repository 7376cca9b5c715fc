import { PdfDict, PdfNumber } from '@libpdf/core';
import { latin1 } from './byte-cursor.js';
import { multiply, type Matrix } from './matrix.js';
import { nameAt, numberAt, type Operand, type Operator } from './operand.js';
import type { Handler, StreamWalker } from './stream-walker.js';

export const matrixOf = (operands: readonly Operand[]): Matrix => [
  numberAt(operands, 0),
  numberAt(operands, 1),
  numberAt(operands, 2),
  numberAt(operands, 3),
  numberAt(operands, 4),
  numberAt(operands, 5),
];

/** Graphics state, colour and marked content. */
export const graphicsHandlers: Readonly<Record<string, Handler>> = {
  q: (walker) => walker.saved.push({ ...walker.state }),
  Q: (walker) => (walker.state = walker.saved.pop() ?? walker.state),
  cm: ({ state }, { operands }) => (state.ctm = multiply(matrixOf(operands), state.ctm)),
  gs: setFromDictionary,

  cs: (walker, operator) => {
    const space = textOf(walker, operator);
    Object.assign(walker.state, { fillSpace: space, fill: space, isFillInherited: false });
  },
  sc: setColourInSpace,
  scn: setColourInSpace,
  g: setColour,
  rg: setColour,
  k: setColour,

  BMC: (walker, { operands }) => (walker.marks = [...walker.marks, { tag: nameAt(operands, 0) ?? '' }]),
  BDC: (walker, { operands, start, end }) => {
    const mcid = mcidOf(walker, operands[1]);
    const mark = {
      tag: nameAt(operands, 0) ?? '',
      ...(mcid !== undefined && { mcid }),
      ...(saysText(walker, operands[1]) && { saysText: { start, end } }),
    };
    walker.marks = [...walker.marks, mark];
  },
  EMC: (walker) => (walker.marks = walker.marks.slice(0, -1)),
};

/** An ExtGState may choose the font. */
function setFromDictionary({ state, stream, page }: StreamWalker, { operands }: Operator) {
  const { resolve } = page.sources;
  const states = stream.resources.getDict('ExtGState', resolve);
  const font = states?.getDict(nameAt(operands, 0) ?? '', resolve)?.getArray('Font', resolve);
  if (!font) return;
  const size = font.at(1, resolve);
  if (size instanceof PdfNumber && size.value) state.fontSize = size.value;
  const dict = font.at(0, resolve);
  state.font = page.factsOf(dict instanceof PdfDict ? dict : undefined);
  state.fontName = undefined;
  state.hasFont = true;
}

function setColour(walker: StreamWalker, operator: Operator) {
  Object.assign(walker.state, { fillSpace: '', fill: textOf(walker, operator), isFillInherited: false });
}

/** Where the space was chosen by the stream that draws this form, the colour cannot be said anew without it. */
function setColourInSpace(walker: StreamWalker, operator: Operator) {
  const { state } = walker;
  const colour = textOf(walker, operator);
  state.fill = state.fillSpace ? `${state.fillSpace} ${colour}` : colour;
  if (state.fillSpace) state.isFillInherited = false;
}

const textOf = ({ stream }: StreamWalker, { start, end }: Operator) => latin1(stream.bytes, start, end);

function mcidOf({ stream, page }: StreamWalker, properties: Operand | undefined): number | undefined {
  if (typeof properties !== 'object') return undefined;
  if (properties.kind === 'dictionary') {
    const mcid = properties.entries.get('MCID');
    return typeof mcid === 'number' ? mcid : undefined;
  }
  if (properties.kind !== 'name') return undefined;
  const { resolve } = page.sources;
  const lists = stream.resources.getDict('Properties', resolve);
  return lists?.getDict(properties.name, resolve)?.getNumber('MCID', resolve)?.value;
}

function saysText({ stream, page }: StreamWalker, properties: Operand | undefined): boolean {
  if (typeof properties !== 'object') return false;
  if (properties.kind === 'dictionary') return properties.entries.has('ActualText');
  if (properties.kind !== 'name') return false;
  const { resolve } = page.sources;
  const named = stream.resources.getDict('Properties', resolve)?.getDict(properties.name, resolve);
  return named?.has('ActualText') === true;
}
