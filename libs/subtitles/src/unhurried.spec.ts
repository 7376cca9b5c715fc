import { gather, unhurried } from './unhurried.js';

/** More than any machine goes through in one turn. */
const veryMany = 10_000_000;

function* numbers() {
  for (let number = 0; number < veryMany; number++) yield number;
}

describe('items that are gone through without hurry', () => {
  it('are never so many that other work has to wait for their end', async () => {
    let hasOtherWorkRun = false;
    setImmediate(() => (hasOtherWorkRun = true));

    for await (const _ of unhurried(numbers())) if (hasOtherWorkRun) break;

    expect(hasOtherWorkRun).toBe(true);
  });

  it('are all there, in their order', async () => {
    const items = Array.from({ length: 1_000 }, (_, index) => index);

    expect(await gather(items)).toEqual(items);
  });
});
