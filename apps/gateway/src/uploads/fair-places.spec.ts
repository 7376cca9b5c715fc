import { setImmediate as turn } from 'node:timers/promises';
import { FairPlaces } from './fair-places.js';

const never = new AbortController().signal;

describe('FairPlaces', () => {
  /** Work that goes on until it is told to end, and a list of who has begun. */
  function pieces() {
    const begun: string[] = [];
    const ends = new Map<string, () => void>();
    const work = (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name);
        ends.set(name, () => resolve(name));
      });
    return { begun, work, end: (name: string) => ends.get(name)!() };
  }

  it('lets no more go on at once than there are places, and all in the end, in the order of their coming', async () => {
    const places = new FairPlaces(2, 60_000);
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const work = (index: number) => async () => {
      most = Math.max(most, ++running);
      order.push(index);
      await turn();
      running--;
      return index;
    };

    const results = await Promise.all([0, 1, 2, 3, 4].map((index) => places.run(`${index}`, never, work(index))));

    expect(results).toEqual([0, 1, 2, 3, 4]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  it('gives nobody a second place, even if others are free', async () => {
    const { begun, work, end } = pieces();
    const places = new FairPlaces(2, 60_000);
    const first = places.run('anna', never, work('a1'));
    const second = places.run('anna', never, work('a2'));
    const bens = places.run('ben', never, work('b1'));

    await turn();
    expect(begun).toEqual(['a1', 'b1']);
    end('a1');
    await first;
    await turn();
    expect(begun).toEqual(['a1', 'b1', 'a2']);
    end('b1');
    end('a2');
    expect(await Promise.all([second, bens])).toEqual(['a2', 'b1']);
  });

  it('gets the place of a failed one back', async () => {
    const places = new FairPlaces(1, 60_000);

    await expect(places.run('anna', never, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');

    expect(await places.run('ben', never, async () => 'next')).toBe('next');
  });

  it('lets nobody wait for ever', async () => {
    const { begun, work, end } = pieces();
    const places = new FairPlaces(1, 5);
    const first = places.run('anna', never, work('a1'));

    await expect(places.run('ben', never, work('b1'))).rejects.toMatchObject({ code: 'service.unavailable' });

    end('a1');
    await first;
    expect(begun).toEqual(['a1']);
  });

  it('forgets who goes away while waiting', async () => {
    const { begun, work, end } = pieces();
    const places = new FairPlaces(1, 60_000);
    const gone = new AbortController();
    const first = places.run('anna', never, work('a1'));
    const waiting = places.run('ben', gone.signal, work('b1'));
    const reason = new Error('gone');

    gone.abort(reason);

    await expect(waiting).rejects.toBe(reason);
    await expect(places.run('ben', gone.signal, work('b2'))).rejects.toBe(reason);
    end('a1');
    await first;
    expect(begun).toEqual(['a1']);
  });
});
