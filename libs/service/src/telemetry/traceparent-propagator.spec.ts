import { defaultTextMapGetter, defaultTextMapSetter, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import fc from 'fast-check';
import { TraceparentPropagator } from './traceparent-propagator.js';

const propagator = new TraceparentPropagator();
const read = (traceparent: string) =>
  trace.getSpanContext(propagator.extract(ROOT_CONTEXT, { traceparent }, defaultTextMapGetter));

describe('the trace context of a request', () => {
  it('is read as it was written', () => {
    const hex = (length: number) =>
      fc.stringMatching(new RegExp(`^[0-9a-f]{${length}}$`)).filter((text) => !/^0+$/.test(text));
    fc.assert(
      fc.property(hex(32), hex(16), fc.integer({ min: 0, max: 255 }), (traceId, spanId, traceFlags) => {
        const span = { traceId, spanId, traceFlags };
        const carrier: Record<string, string> = {};
        propagator.inject(trace.setSpanContext(ROOT_CONTEXT, span), carrier, defaultTextMapSetter);

        expect(read(carrier['traceparent']!)).toEqual({ ...span, isRemote: true });
      }),
    );
  });

  it.each([
    'nonsense',
    '',
    `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
    `00-${'1'.repeat(32)}-${'0'.repeat(16)}-01`,
    `00-${'A'.repeat(32)}-${'1'.repeat(16)}-01`,
    `00-${'1'.repeat(32)}-${'1'.repeat(16)}-01-more`,
  ])('is none when the header is %j', (traceparent) => {
    expect(read(traceparent)).toBeUndefined();
  });
});
