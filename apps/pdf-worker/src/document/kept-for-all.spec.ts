import { StepCache } from '@polyspool/jobs/step-cache';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { keptForAll } from './kept-for-all.js';

describe('keptForAll', () => {
  const storage = new FakeStorage();
  const { step } = new StepCache(storage, {});
  let made = 0;
  const run = (id: string, name: string, passing: readonly number[]) =>
    keptForAll(
      { id, step },
      {
        ...{ name, key: ['a key'] },
        make: () => Promise.resolve({ result: (made += 1), passing }),
        keep: async (result, { keep }) => ({ result, file: await keep('made.txt', String(result)) }),
      },
    );

  beforeEach(() => (made = 0));

  it('gives another job what was kept', async () => {
    const first = await run('a', 'whole', []);

    expect(await run('b', 'whole', [])).toEqual(first);
    expect(made).toBe(1);
  });

  it('makes anew for another job what could not be done whole, and keeps its files for this one', async () => {
    const { file } = await run('a', 'in part', [3]);

    expect(await run('b', 'in part', [])).toMatchObject({ result: 2 });
    expect(await storage.size(file)).toBe(1);
  });

  it('hides nothing', async () => {
    const failing = keptForAll(
      { id: 'a', step },
      { name: 'failing', key: [], make: () => Promise.reject(new Error('No')), keep: () => Promise.resolve(null) },
    );

    await expect(failing).rejects.toThrow('No');
  });
});
