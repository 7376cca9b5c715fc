import { PdfStream } from '@libpdf/core';
import { numbersOf } from '../objects/numbers-of.js';
import { boxAfter, identity, multiply, type Box, type Matrix } from './matrix.js';
import { nameAt, type Operator } from './operand.js';
import { Desync } from './page-collector.js';
import type { Handler, StreamWalker } from './stream-walker.js';

const unitSquare: Box = [0, 0, 1, 1];

/** Pictures and forms. */
export const xObjectHandlers: Readonly<Record<string, Handler>> = {
  BI: ({ page, state }) => page.images.push(boxAfter(state.ctm, unitSquare)),
  Do: (walker, operator) => {
    const { page, stream, state } = walker;
    const { resolve } = page.sources;
    const object = stream.resources.getDict('XObject', resolve)?.get(nameAt(operator.operands, 0) ?? '', resolve);
    if (!(object instanceof PdfStream)) return;
    const subtype = object.getName('Subtype', resolve)?.value;
    if (subtype === 'Image') page.images.push(boxAfter(state.ctm, unitSquare));
    if (subtype === 'Form') drawForm(walker, operator, object);
  },
};

function drawForm(walker: StreamWalker, { start, end }: Operator, object: PdfStream) {
  const { page, stream, state } = walker;
  const { resolve, events } = page.sources;
  const matrix = (numbersOf(object.getArray('Matrix', resolve), 6, resolve) as Matrix | undefined) ?? identity;
  const begin = events.peek();
  // pdf.js leaves out forms that it cannot read.
  if (begin?.type !== 'formBegin' || (begin.matrix && !isSame(begin.matrix, matrix))) return;
  events.next();
  const ctm = multiply(matrix, state.ctm);
  const box = numbersOf(object.getArray('BBox', resolve), 4, resolve) as Box | undefined;
  if (box) page.forms.push(boxAfter(ctm, box));
  const own = object.getDict('Resources', resolve);
  const form = page.addStream({
    kind: 'form',
    bytes: page.decode(object),
    resources: own ?? stream.resources,
    ownsResources: !!own,
    drawn: { object, by: stream, range: { start, end } },
  });
  walker.within(form, { ...state, ctm, isFillInherited: true, fillSpace: '' }).walk();
  const after = events.next();
  if (after?.type !== 'formEnd') throw new Desync(`A form ends where pdf.js has ${after?.type ?? 'nothing'}`);
}

/** pdf.js rounds them. */
const isSame = (a: Matrix, b: Matrix) => a.every((value, index) => !(Math.abs(value - (b[index] ?? 0)) > 1e-2));
