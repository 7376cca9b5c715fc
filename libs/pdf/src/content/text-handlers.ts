import type { Matrix } from './matrix.js';
import { matrixOf } from './graphics-handlers.js';
import { nameAt, numberAt, type Operand, type Operator } from './operand.js';
import { showText } from './show-text.js';
import type { Handler, StreamWalker } from './stream-walker.js';

/** Text state, text position, showing text. */
export const textHandlers: Readonly<Record<string, Handler>> = {
  BT: ({ position }) => position.begin(),
  Tf: ({ page, stream, state }, { operands }) => {
    const name = nameAt(operands, 0);
    state.fontSize = numberAt(operands, 1);
    state.hasFont = true;
    if (name === undefined) return;
    state.fontName = name;
    state.font = page.fontNamed(name, stream.resources);
  },
  Tc: ({ state }, { operands }) => (state.characterSpacing = numberAt(operands, 0)),
  Tw: ({ state }, { operands }) => (state.wordSpacing = numberAt(operands, 0)),
  Tz: ({ state }, { operands }) => (state.horizontalScale = numberAt(operands, 0) / 100 || 1),
  TL: ({ state }, { operands }) => (state.leading = numberAt(operands, 0)),
  Ts: ({ state }, { operands }) => (state.rise = numberAt(operands, 0)),
  Tr: ({ state }, { operands }) => (state.renderMode = numberAt(operands, 0)),

  Td: ({ position }, { operands }) => position.move(numberAt(operands, 0), numberAt(operands, 1)),
  TD: ({ position, state }, { operands }) => {
    state.leading = -numberAt(operands, 1);
    position.move(numberAt(operands, 0), numberAt(operands, 1));
  },
  Tm: ({ position }, { operands }) => position.set(matrixOf(operands) as Matrix),
  'T*': nextLine,

  Tj: (walker, operator) => showString(walker, operator, 'Tj'),
  "'": (walker, operator) => {
    nextLine(walker);
    showString(walker, operator, "'");
  },
  '"': (walker, operator) => {
    walker.state.wordSpacing = numberAt(operator.operands, 0);
    walker.state.characterSpacing = numberAt(operator.operands, 1);
    nextLine(walker);
    showString(walker, operator, '"');
  },
  TJ: (walker, operator) => {
    const list = operator.operands[0];
    if (typeof list !== 'object' || list.kind !== 'list') return;
    showText(walker, { range: operator, operator: 'TJ', spacings: [], elements: list.items.flatMap(elementOf) });
  },
};

function nextLine({ position, state }: StreamWalker) {
  position.move(0, -state.leading);
}

function showString(walker: StreamWalker, range: Operator, operator: 'Tj' | "'" | '"') {
  const { operands } = range;
  const text = operands.at(-1);
  const spacings = operator === '"' ? [numberAt(operands, 0), numberAt(operands, 1)] : [];
  // What is no string shows nothing, and pdf.js says so.
  const elements = typeof text === 'object' && text.kind === 'string' ? [text.bytes] : [];
  showText(walker, { range, operator, spacings, elements });
}

function elementOf(item: Operand): (Uint8Array | number)[] {
  if (typeof item === 'number') return [item];
  return item.kind === 'string' ? [item.bytes] : [];
}
