import fc from 'fast-check';
import { closeFrame, FrameBoundary } from './frame-boundary.js';

function frame(length: number) {
  if (length < 126) return Buffer.concat([Buffer.from([0x81, length]), Buffer.alloc(length, 0xff)]);
  const header = Buffer.alloc(length < 65_536 ? 4 : 10);
  header[0] = 0x82;
  header[1] = length < 65_536 ? 126 : 127;
  if (length < 65_536) header.writeUInt16BE(length, 2);
  else header.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([header, Buffer.alloc(length, 0xff)]);
}

describe('the boundary between frames', () => {
  it('is where a frame has ended, however they are cut into pieces', () => {
    const lengths = fc.array(fc.oneof(fc.nat(200), fc.constantFrom(125, 126, 65_535, 65_536, 70_000)), {
      maxLength: 5,
    });
    fc.assert(
      fc.property(lengths, fc.array(fc.nat(), { maxLength: 8 }), (frames, cuts) => {
        const all = Buffer.concat(frames.map(frame));
        const ends = new Set([0]);
        frames.reduce((sum, length) => {
          const end = sum + frame(length).length;
          ends.add(end);
          return end;
        }, 0);
        const places = [...cuts.map((cut) => cut % (all.length + 1)), all.length].toSorted((one, other) => one - other);
        const boundary = new FrameBoundary();
        let from = 0;
        for (const to of places) {
          boundary.pass(all.subarray(from, to));
          expect(boundary.isBetweenFrames).toBe(ends.has(to));
          from = to;
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is where a close frame can be sent: final, unmasked, code and reason', () => {
    expect(closeFrame(1012, 'bye')).toEqual(Buffer.from([0x88, 5, 0x03, 0xf4, ...Buffer.from('bye')]));
  });
});
