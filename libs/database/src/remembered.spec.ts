import { remembered } from './remembered.js';

describe('what is remembered', () => {
  it('is loaded once for all who ask at the same time', async () => {
    let loads = 0;
    const ask = remembered(60_000, async () => ++loads);

    expect(await Promise.all([ask(), ask(), ask()])).toEqual([1, 1, 1]);
    expect(await ask()).toBe(1);
  });

  it('is loaded again when it is no longer fresh', async () => {
    let loads = 0;
    const ask = remembered(0, async () => ++loads);
    await ask();

    while ((await ask()) === 1);

    expect(loads).toBe(2);
  });

  it('is not a failure: the next one who asks tries again', async () => {
    const answers = [Promise.reject(new Error('away')), Promise.resolve('here')];
    const ask = remembered(60_000, () => answers.shift()!);

    await expect(ask()).rejects.toThrow('away');
    expect(await ask()).toBe('here');
  });
});
