import { context, propagation, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';

const tracer = trace.getTracer('polyspool');

export interface SpanOptions {
  readonly kind?: SpanKind;
  /** W3C trace context of the parent; the active span where nothing is said. */
  readonly traceparent?: string | undefined;
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
  const links = (options.links ?? [])
    .flatMap((text) => trace.getSpanContext(contextOf(text)) ?? [])
    .map((context) => ({ context }));
  const parent = traceparent ? contextOf(traceparent) : context.active();
  return tracer.startActiveSpan(name, { kind, attributes, links }, parent, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.message : String(error) });
      if (error instanceof Error) span.setAttribute('error.type', 'code' in error ? String(error.code) : error.name);
      throw error;
    } finally {
      span.end();
    }
  });
}

const contextOf = (traceparent: string) => propagation.extract(ROOT_CONTEXT, { traceparent });

export { SpanKind };
