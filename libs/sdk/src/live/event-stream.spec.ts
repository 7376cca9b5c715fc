import fc from 'fast-check';
import { eventStream } from './event-stream.js';

const streamOf = (parts: readonly Uint8Array[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });

describe('an event stream', () => {
  it('is read the same however it is cut into pieces, whichever line ends it has', async () => {
    const text = ': comment\n\nid: 1\nevent: a\ndata: ü – 𐐷\ndata:  second\n\ndata: x\n\nid\ndata\n\nevent: never told';
    const expected = [
      { name: 'a', id: '1', data: 'ü – 𐐷\n second' },
      { name: 'message', id: '1', data: 'x' },
      { name: 'message', id: '', data: '' },
    ];
    const cuts = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 });
    await fc.assert(
      fc.asyncProperty(cuts, fc.constantFrom('\n', '\r\n', '\r'), async (sizes, lineEnd) => {
        const bytes = new TextEncoder().encode(text.replaceAll('\n', lineEnd));
        const parts: Uint8Array[] = [];
        for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
          const size = sizes[turn % sizes.length]!;
          parts.push(bytes.slice(at, at + size));
          at += size;
        }

        const events = [];
        for await (const event of eventStream(streamOf(parts))) events.push(event);

        expect(events).toEqual(expected);
      }),
    );
  });
});
