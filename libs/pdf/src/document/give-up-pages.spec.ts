import { AppError } from '@polyspool/contracts/errors';
import { giveUpPages } from './give-up-pages.js';
import type { Attempt } from './give-up-pages.js';

describe('giveUpPages', () => {
  it('tries a page that ends the process again before it leaves it', async () => {
    const attempts: number[][] = [];

    const result = await giveUpPages({ untouched: new Map(), chances: 1 }, (attempt) => {
      attempts.push([...attempt.untouched.keys()]);
      return work(attempt, { fails: (page) => page === 2 });
    });

    expect(attempts).toEqual([[], [], [2]]);
    expect(result).toEqual([1, 3]);
  });

  it('keeps what is known to be left', async () => {
    const untouched = new Map([[3, 'too complex']]);

    const result = await giveUpPages({ untouched, chances: 0 }, (attempt) => work(attempt, { fails: () => false }));

    expect(result).toEqual([1, 2]);
  });

  it('does not hide what is wrong with the file', async () => {
    const failing = giveUpPages({ untouched: new Map(), chances: 1 }, () =>
      Promise.reject(new AppError('file.wrongPassword', 'No')),
    );

    await expect(failing).rejects.toMatchObject({ code: 'file.wrongPassword' });
  });

  it('gives a file up in which every page ends the process', async () => {
    const failing = giveUpPages({ untouched: new Map(), chances: 0 }, (attempt) =>
      work(attempt, { fails: () => true, pages: 100 }),
    );

    await expect(failing).rejects.toMatchObject({ code: 'process.outOfMemory' });
  });

  it('blames no page for what comes after the last one, again and again', async () => {
    let attempts = 0;

    const failing = giveUpPages({ untouched: new Map(), chances: 0 }, async (attempt) => {
      attempts += 1;
      await work(attempt, { fails: () => false });
      throw new AppError('process.outOfMemory', 'Saving took too much');
    });

    await expect(failing).rejects.toMatchObject({ message: 'Saving took too much' });
    expect(attempts).toBe(2);
  });
});

async function work(
  { untouched, onPage }: Attempt,
  { fails, pages = 3 }: { readonly fails: (page: number) => boolean; readonly pages?: number },
) {
  const done: number[] = [];
  for (let page = 1; page <= pages; page += 1) {
    onPage(page);
    if (untouched.has(page)) continue;
    if (fails(page)) throw new AppError('process.outOfMemory', `Page ${page} is too large`);
    done.push(page);
  }
  return Promise.resolve(done);
}
