import { defineJobs } from '@polyspool/contracts/define-jobs';
import { testStores } from '@polyspool/service/testing/env';
import fc from 'fast-check';
import { z } from 'zod';
import { type EventStream, isAfter } from './event-stream.js';
import { openWorkshop, testLimits, testQueue, type Workshop } from './testing-workshop.js';

const { note } = defineJobs('test', {
  note: { ...testLimits, input: z.strictObject({}), output: z.null(), steps: ['note'] },
});

describe('the event stream of a queue', () => {
  let shop: Workshop;
  let stream: EventStream;
  beforeEach(async () => {
    shop = await openWorkshop(testStores().TEST_REDIS_URL);
    stream = shop.state.openStream(testQueue);
  });
  afterEach(async () => {
    stream.close();
    await shop.close();
  });

  it('tells what happened, in order, and where to read on', async () => {
    const ids = [await shop.put(note), await shop.put(note)];

    const batch = await stream.read('0-0');

    expect(batch?.gap).toBe(false);
    expect(batch?.events.filter(({ event }) => event === 'added').map(({ jobId }) => jobId)).toEqual(ids);
    const later = await shop.put(note);
    const next = await stream.read(batch!.next);
    expect(next?.gap).toBe(false);
    expect(new Set(next?.events.map(({ jobId }) => jobId))).toEqual(new Set([later]));
  });

  it('has nothing to tell at its end, nor before its beginning', async () => {
    expect(await stream.read('0-0')).toBeUndefined();
    await shop.put(note);
    const { next } = (await stream.read('0-0'))!;

    expect(await stream.read(next)).toBeUndefined();
  });

  it('shows a gap when events after the position were trimmed', async () => {
    await shop.put(note);
    const { next } = (await stream.read('0-0'))!;
    for (let count = 0; count < 3; count++) await shop.put(note);
    await shop.redis.trimEvents(testQueue);

    expect((await stream.read(next))?.gap).toBe(true);
  });

  it('shows no gap when only events before the position were trimmed', async () => {
    await shop.put(note);
    await shop.put(note);
    const { next } = (await stream.read('0-0'))!;
    await shop.redis.trimEvents(testQueue);
    await shop.put(note);

    expect((await stream.read(next))?.gap).toBe(false);
  });

  it('shows one gap when everything was deleted, and begins anew', async () => {
    await shop.put(note);
    const { next } = (await stream.read('0-0'))!;
    await shop.redis.empty();

    const lost = await stream.read(next);

    expect(lost).toEqual({ events: [], next: '0-0', gap: true });
    expect(await stream.read(lost!.next)).toBeUndefined();
  });

  it('shows a gap also when the stream is back before it is read', async () => {
    await shop.put(note);
    const { next } = (await stream.read('0-0'))!;
    await shop.redis.empty();
    const id = await shop.put(note);

    const batch = await stream.read(next);

    expect(batch?.gap).toBe(true);
    expect(batch?.events.map(({ jobId }) => jobId)).toContain(id);
    expect(await stream.read(batch!.next)).toBeUndefined();
  });

  describe('trimmed behind what was recorded', () => {
    const tell = async (count: number, from = 0) => {
      for (let at = 0; at < count; at++)
        await shop.redis.addEvent(testQueue, { event: 'active', jobId: `x_${from + at}` });
    };
    const trim = (position: string) => shop.client.trimEvents(new Map([[testQueue, position]]));
    /** As the one that takes over does. */
    const readAnew = async (position: string) => {
      stream.close();
      stream = shop.state.openStream(testQueue);
      return stream.read(position);
    };
    const left = async () => (await shop.redis.eventsIn(testQueue)).map(({ jobId }) => jobId);

    it('has what comes after it, hardly anything of before, and no gap', async () => {
      await tell(700);
      const { next } = (await stream.read('0-0'))!;

      expect(await trim(next)).toBeGreaterThan(300);

      const later = Array.from({ length: 200 }, (_, at) => `x_${500 + at}`);
      expect((await left()).slice(-201)).toEqual(['x_499', ...later]);
      expect((await left()).length).toBeLessThanOrEqual(300);
      const batch = await readAnew(next);
      expect(batch?.gap).toBe(false);
      expect(batch?.events.map(({ jobId }) => jobId)).toEqual(later);
    });

    it('has the last while before it where that is asked for', async () => {
      await tell(300);
      const { next } = (await stream.read('0-0'))!;

      expect(await shop.client.trimEvents(new Map([[testQueue, next]]), 60_000)).toBe(0);
    });

    it('has no gap at its end', async () => {
      await tell(300);
      const { next } = (await stream.read('0-0'))!;

      await trim(next);

      expect((await left()).at(-1)).toBe('x_299');
      expect(await readAnew(next)).toBeUndefined();
      await tell(1, 300);
      expect(await stream.read(next)).toMatchObject({ gap: false, events: [{ jobId: 'x_300' }] });
    });

    it('is left as it is where the position is not in it: nothing was read, or Redis came back older', async () => {
      await tell(300);
      const { next } = (await stream.read('0-0'))!;
      const later = `${Number(next.split('-')[0]) + 3_600_000}-0`;

      const taken = [await trim('0-0'), await trim(later), await shop.client.trimEvents(new Map())];

      expect(taken).toEqual([0, 0, 0]);
      expect(await left()).toHaveLength(300);
    });

    it('tells everything once, in order and without a gap, whoever trims late and whoever reads anew', async () => {
      const action = fc.oneof(
        { weight: 3, arbitrary: fc.record({ tell: fc.integer({ min: 1, max: 150 }) }) },
        { weight: 3, arbitrary: fc.constant('read' as const) },
        { weight: 2, arbitrary: fc.record({ trimTo: fc.nat(3) }) },
        { weight: 1, arbitrary: fc.constant('read anew' as const) },
      );
      const follow = async (actions: readonly (typeof action extends fc.Arbitrary<infer A> ? A : never)[]) => {
        await shop.redis.empty();
        const positions = ['0-0'];
        const heard: string[] = [];
        let told = 0;
        for (const one of [...actions, 'read' as const]) {
          if (typeof one === 'object' && 'tell' in one) {
            await tell(one.tell, told);
            told += one.tell;
          } else if (typeof one === 'object') {
            await trim(positions.at(-1 - one.trimTo) ?? '0-0'); // by a replica that was frozen since
          } else if (heard.length < told) {
            const batch = one === 'read' ? await stream.read(positions.at(-1)!) : await readAnew(positions.at(-1)!);
            expect(batch?.gap).toBe(false);
            heard.push(...batch!.events.map(({ jobId }) => jobId));
            positions.push(batch!.next);
          }
        }
        expect(heard).toEqual(Array.from({ length: heard.length }, (_, at) => `x_${at}`));
      };

      await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 20 }), follow), { numRuns: 25 });
    });
  });
});

describe('positions in a stream', () => {
  const position = fc.tuple(fc.nat(2 ** 45), fc.nat());
  const text = ([ms, number]: [number, number]) => `${ms}-${number}`;

  it('are ordered as pairs of numbers', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(isAfter(text(a), text(b))).toBe(a[0] === b[0] ? a[1] > b[1] : a[0] > b[0]);
      }),
    );
    expect(isAfter('1000-10', '1000-9')).toBe(true);
    expect(isAfter('999-0', '1000-0')).toBe(false);
  });

  it('never lie after themselves, nor both after each other', () => {
    fc.assert(
      fc.property(position, position, (a, b) => {
        expect(isAfter(text(a), text(a))).toBe(false);
        expect(isAfter(text(a), text(b)) && isAfter(text(b), text(a))).toBe(false);
      }),
    );
  });
});
