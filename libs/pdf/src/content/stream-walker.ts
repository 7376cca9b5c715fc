import { AppError } from '@polyspool/contracts/errors';
import { limits } from '../objects/limits.js';
import type { GraphicsState } from './graphics-state.js';
import { graphicsHandlers } from './graphics-handlers.js';
import type { Operator } from './operand.js';
import { OperatorReader } from './operator-reader.js';
import type { ContentStream, TextShow } from './page-content.js';
import type { PageCollector } from './page-collector.js';
import type { PathOutline } from './path-outline.js';
import { pathHandlers } from './path-handlers.js';
import { textHandlers } from './text-handlers.js';
import { TextPosition } from './text-position.js';
import { xObjectHandlers } from './x-object-handlers.js';

export type Handler = (walker: StreamWalker, operator: Operator) => void;

const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries({ ...graphicsHandlers, ...textHandlers, ...pathHandlers, ...xObjectHandlers }),
);

/** Goes through one content stream, operator by operator, in step with what pdf.js says about its text. */
export class StreamWalker {
  readonly saved: GraphicsState[] = [];
  readonly position = new TextPosition();
  path: PathOutline | undefined;
  marks: TextShow['markedContent'] = [];

  constructor(
    readonly page: PageCollector,
    readonly stream: ContentStream,
    public state: GraphicsState,
    private readonly depth = 0,
  ) {}

  /** For a form that this stream draws. */
  within(form: ContentStream, state: GraphicsState) {
    return new StreamWalker(this.page, form, state, this.depth + 1);
  }

  walk() {
    if (this.depth > limits.formDepth) throw new AppError('document.tooComplex', 'Forms are nested too deeply');
    const reader = new OperatorReader(this.stream.bytes);
    for (let operator = reader.next(); operator; operator = reader.next())
      handlers.get(operator.name)?.(this, operator);
  }
}
