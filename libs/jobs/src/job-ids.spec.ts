import fc from 'fast-check';
import { bullIdOf, childJobId, isBullId, newJobId, parseBullId } from './job-ids.js';

const place = fc.record({ parent: fc.uuid(), call: fc.string(), index: fc.nat(500) });

describe('job ids', () => {
  it('and dispatches come back from the id that the queue has', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(), (jobId, dispatch) => {
        expect(parseBullId(bullIdOf(jobId, dispatch))).toEqual({ jobId, dispatch });
      }),
    );
  });

  it('are told from ids of others', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.nat(999_999_999), fc.string(), (jobId, dispatch, text) => {
        expect(isBullId(bullIdOf(jobId, dispatch))).toBe(true);
        expect(isBullId(text)).toBe(false);
      }),
    );
    for (const id of ['1', 'repeat:x', `${newJobId()}_`, `${newJobId()}_x`, `x${newJobId()}_1`, `${newJobId()}_1\n`]) {
      expect(isBullId(id)).toBe(false);
    }
  });

  it('are ids that BullMQ accepts', () => {
    const id = bullIdOf(newJobId(), 1);

    expect(id).not.toContain(':');
    expect(String(Number.parseInt(id, 10))).not.toBe(id);
  });

  it('of children are the same on every entry', () => {
    fc.assert(
      fc.property(place, ({ parent, call, index }) => {
        expect(childJobId(parent, call, index)).toBe(childJobId(parent, call, index));
      }),
    );
  });

  it('of children differ by parent, by call and by place', () => {
    const calls = fc.nat(20).map((call) => `${call} video.processChunk`);
    const places = fc.record({ parent: fc.uuid(), call: calls, index: fc.nat(500) });
    const key = ({ parent, call, index }: { parent: string; call: string; index: number }) =>
      `${parent} ${call} ${index}`;
    fc.assert(
      fc.property(fc.uniqueArray(places, { selector: key, minLength: 2 }), (all) => {
        expect(new Set(all.map(({ parent, call, index }) => childJobId(parent, call, index))).size).toBe(all.length);
      }),
    );
  });

  it('rise in the order of their making', () => {
    const made = Array.from({ length: 100 }, newJobId);

    expect(made).toEqual([...made].sort());
  });
});
