import { setImmediate as turn } from 'node:timers/promises';
import { Semaphore } from './semaphore.js';

describe('Semaphore', () => {
  it('lets no more go on at once than it has places, and all in the end', async () => {
    const semaphore = new Semaphore(2);
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

    const results = await Promise.all([0, 1, 2, 3, 4].map((index) => semaphore.run(work(index))));

    expect(results).toEqual([0, 1, 2, 3, 4]);
    expect(order).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  it('gets the place of a failed one back', async () => {
    const semaphore = new Semaphore(1);
    const failing = semaphore.run(() => Promise.reject(new Error('broken')));

    await expect(failing).rejects.toThrow('broken');

    expect(await semaphore.run(async () => 'next')).toBe('next');
  });
});
