import { SpanStatusCode, type Attributes, type Span, type SpanOptions } from '@opentelemetry/api';
import type { AttributeValue, SpanStatus, TimeInput, Tracer, TracerProvider } from '@opentelemetry/api';

/** Remembers spans. For tests only. */
export class FakeTracerProvider implements TracerProvider {
  readonly spans: FakeSpan[] = [];

  getTracer(): Tracer {
    const startSpan = (name: string, options?: SpanOptions) => {
      const span = new FakeSpan(name, { ...options?.attributes });
      this.spans.push(span);
      return span;
    };
    const startActiveSpan = () => {
      throw new Error('Only startSpan is faked');
    };
    return { startSpan, startActiveSpan };
  }
}

class FakeSpan implements Span {
  status: SpanStatus = { code: SpanStatusCode.UNSET };
  ended = false;

  constructor(
    readonly name: string,
    readonly attributes: Attributes,
  ) {}

  spanContext() {
    return { traceId: '0'.repeat(31) + '1', spanId: '0'.repeat(15) + '1', traceFlags: 1 };
  }

  setAttribute(key: string, value: AttributeValue) {
    this.attributes[key] = value;
    return this;
  }

  setAttributes(attributes: Attributes) {
    Object.assign(this.attributes, attributes);
    return this;
  }

  setStatus(status: SpanStatus) {
    this.status = status;
    return this;
  }

  end(_time?: TimeInput) {
    this.ended = true;
  }

  addEvent = () => this;
  addLink = () => this;
  addLinks = () => this;
  updateName = () => this;
  isRecording = () => true;
  recordException = () => undefined;
}
