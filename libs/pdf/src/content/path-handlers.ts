import { numberAt, type Operator } from './operand.js';
import { PathOutline } from './path-outline.js';
import type { Handler, StreamWalker } from './stream-walker.js';

/** Making paths and painting them. Of curves the control points count: nothing lies outside of them. */
export const pathHandlers: Readonly<Record<string, Handler>> = {
  m: (walker, operator) => {
    addPoints(walker, operator, 2);
    if (walker.path) walker.path.subpaths++;
  },
  l: (walker, operator) => addPoints(walker, operator, 2),
  c: (walker, operator) => addPoints(walker, operator, 6),
  v: (walker, operator) => addPoints(walker, operator, 4),
  y: (walker, operator) => addPoints(walker, operator, 4),
  re: (walker, { operands, start }) => {
    const path = (walker.path ??= new PathOutline(start));
    const [x, y] = [numberAt(operands, 0), numberAt(operands, 1)];
    const [endX, endY] = [x + numberAt(operands, 2), y + numberAt(operands, 3)];
    const { ctm } = walker.state;
    path.add(x, y, ctm);
    path.add(endX, y, ctm);
    path.add(x, endY, ctm);
    path.add(endX, endY, ctm);
    path.subpaths++;
  },
  f: paint({ isFilled: true, isStroked: false }),
  F: paint({ isFilled: true, isStroked: false }),
  'f*': paint({ isFilled: true, isStroked: false }),
  S: paint({ isFilled: false, isStroked: true }),
  s: paint({ isFilled: false, isStroked: true }),
  B: paint({ isFilled: true, isStroked: true }),
  'B*': paint({ isFilled: true, isStroked: true }),
  b: paint({ isFilled: true, isStroked: true }),
  'b*': paint({ isFilled: true, isStroked: true }),
  n: (walker) => (walker.path = undefined),
};

function addPoints(walker: StreamWalker, { operands, start }: Operator, count: number) {
  const path = (walker.path ??= new PathOutline(start));
  for (let at = 0; at < count; at += 2) path.add(numberAt(operands, at), numberAt(operands, at + 1), walker.state.ctm);
}

function paint(how: { readonly isFilled: boolean; readonly isStroked: boolean }): Handler {
  return (walker, { end }) => {
    const { path, state, stream } = walker;
    walker.path = undefined;
    if (!path?.box) return;
    walker.page.paths.push({
      ...how,
      stream,
      start: path.start,
      end,
      box: path.box,
      fill: how.isFilled ? state.fill : '',
      subpaths: path.subpaths,
      ctm: state.ctm,
    });
  };
}
