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
