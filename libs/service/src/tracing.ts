import {
  context,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';

const tracer = trace.getTracer('polyspool');

export interface SpanOptions {
  readonly kind?: SpanKind;
  /** W3C trace context of the parent; the active span where nothing is said, and none where it is null: a trace begins. */
  readonly traceparent?: string | null | undefined;
  /** Trace contexts that the span serves beside, as `traceparent`. */
  readonly links?: readonly string[];
  readonly attributes?: Record<string, string | number>;
}

/** The active trace context as W3C `traceparent`, to travel with a job. Undefined when nothing is traced. */
export function currentTraceparent(): string | undefined {
  const carrier: Record<string, string> = {};
  propagation.inject(context.active(), carrier);
  return carrier['traceparent'];
}

/** Runs `work` as part of no trace: what serves many, or nobody in particular. */
export const outsideOfTraces = <Result>(work: () => Result): Result => context.with(ROOT_CONTEXT, work);

/** Runs `work` in a span; a thrown error marks it. */
export function inSpan<Result>(
  name: string,
  options: SpanOptions,
  work: (span: Span) => Promise<Result>,
): Promise<Result> {
  const { kind = SpanKind.INTERNAL, attributes = {}, traceparent } = options;
  const links = linksTo(options.links ?? []);
  return tracer.startActiveSpan(name, { kind, attributes, links }, parentOf(traceparent), async (span) => {
    const run = () => work(span);
    try {
      // Without the SDK no trace begins: what is said meanwhile keeps the one that it came from.
      const isSilent = traceparent === null && links[0] && !isSpanContextValid(span.spanContext());
      return await (isSilent ? context.with(trace.setSpanContext(context.active(), links[0]!.context), run) : run());
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      if (error instanceof Error) span.setAttribute('error.type', errorType(error));
      throw error;
    } finally {
      span.end();
    }
  });
}

/** The active span has come of these, too. As many of them as the SDK keeps. */
export function linkActiveSpan(traceparents: readonly string[]) {
  trace.getActiveSpan()?.addLinks(linksTo(traceparents.slice(0, mostLinks)));
}

const mostLinks = 128;

const linksTo = (traceparents: readonly string[]) =>
  traceparents.flatMap((text) => trace.getSpanContext(contextOf(text)) ?? []).map((linked) => ({ context: linked }));

function parentOf(traceparent: string | null | undefined) {
  if (traceparent === undefined) return context.active();
  const without = trace.deleteSpan(context.active());
  const span = traceparent === null ? undefined : trace.getSpanContext(contextOf(traceparent));
  return span ? trace.setSpanContext(without, span) : without;
}

const contextOf = (traceparent: string) => propagation.extract(ROOT_CONTEXT, { traceparent });

/** Our own code where there is one: an error that was made for somebody else has it in its cause. */
function errorType(error: Error) {
  for (const each of [error, error.cause]) {
    if (each instanceof Error && 'code' in each) return String(each.code);
  }
  return error.name;
}

/** The trace that a `traceparent` belongs to. */
export const traceIdOf = (traceparent: string) => traceparent.split('-')[1];

export { SpanKind };
