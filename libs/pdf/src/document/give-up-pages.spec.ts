import { AppError, type ErrorCode } from '@polyspool/contracts/errors';
import { type Attempt, type GivenUpPage, giveUpPages } from './give-up-pages.js';

interface Bench {
  readonly fails: (page: number, attempt: Attempt) => ErrorCode | undefined;
  readonly pages?: number;
  readonly inParts?: boolean;
  readonly untouched?: ReadonlyMap<number, string>;
}

/** What was tried, which pages were given up, and what has come of it. */
async function worked({ fails, pages = 3, inParts = true, untouched = new Map() }: Bench) {
  const tried: string[] = [];
  const givenUp: Pick<GivenUpPage, 'page' | 'isLasting'>[] = [];
  const run = (attempt: Attempt) => {
    tried.push([...attempt.pages].map((page) => (attempt.untouched.has(page) ? `(${page})` : page)).join(' '));
    const done: number[] = [];
    for (const page of attempt.pages) {
      attempt.onPage(page);
      if (attempt.untouched.has(page)) continue;
      const code = fails(page, attempt);
      if (code) return Promise.reject(new AppError(code, `Page ${page} fails`));
      done.push(page);
    }
    return Promise.resolve(done);
  };
  const onGivenUp = ({ page, isLasting }: GivenUpPage) => givenUp.push({ page, isLasting });
  const all = Array.from({ length: pages }, (_, index) => index + 1);
  const results = await giveUpPages({ pages: all, untouched, inParts, onGivenUp, run });
  return { tried, givenUp, results };
}

describe('giveUpPages', () => {
  it.each(['process.outOfMemory', 'process.timedOut'] as const)(
    'tries a page that ends the process alone, and gives it up for good where that is %s, too',
    async (code) => {
      const { tried, givenUp, results } = await worked({ fails: (page) => (page === 2 ? code : undefined) });

      expect(tried).toEqual(['1 2 3', '2', '1 (2) 3']);
      expect(givenUp).toEqual([{ page: 2, isLasting: true }]);
      expect(results).toEqual([[1, 3]]);
    },
  );

  it('does the others without a page that goes well alone', async () => {
    const { tried, givenUp, results } = await worked({
      fails: (page, { isAlone }) => (page === 2 && !isAlone ? 'process.outOfMemory' : undefined),
    });

    expect(tried).toEqual(['1 2 3', '2', '1 3']);
    expect(givenUp).toEqual([]);
    expect(results).toEqual([[2], [1, 3]]);
  });

  it('gives it back to the others where results cannot be joined, and up for this time only where it fails again', async () => {
    const { tried, givenUp } = await worked({
      fails: (page, { isAlone }) => (page === 2 && !isAlone ? 'process.outOfMemory' : undefined),
      inParts: false,
    });

    expect(tried).toEqual(['1 2 3', '2', '1 2 3', '1 (2) 3']);
    expect(givenUp).toEqual([{ page: 2, isLasting: false }]);
  });

  it('gives up for this time only what may be the fault of the machine', async () => {
    const { givenUp } = await worked({ fails: (page) => (page === 2 ? 'process.failed' : undefined) });

    expect(givenUp).toEqual([{ page: 2, isLasting: false }]);
  });

  it('tries the only page again where that may help', async () => {
    let failures = 0;
    const killed = await worked({ fails: () => (failures++ ? undefined : 'process.failed'), pages: 1 });
    const large = await worked({ fails: () => 'process.outOfMemory', pages: 1 });

    expect(killed).toMatchObject({ givenUp: [], results: [[1]] });
    expect(large).toEqual({ tried: ['1', '(1)'], givenUp: [{ page: 1, isLasting: true }], results: [[]] });
  });

  it('keeps what is known to be left', async () => {
    const { results } = await worked({ fails: () => undefined, untouched: new Map([[3, 'too complex']]) });

    expect(results).toEqual([[1, 2]]);
  });

  it('does not hide what is wrong with the file', async () => {
    const failing = worked({ fails: () => 'file.wrongPassword' });

    await expect(failing).rejects.toMatchObject({ code: 'file.wrongPassword' });
  });

  it('gives a file up in which every page ends the process', async () => {
    const failing = worked({ fails: () => 'process.outOfMemory', pages: 100 });

    await expect(failing).rejects.toMatchObject({ code: 'process.outOfMemory' });
  });

  it('blames no page for what comes after the last one, again and again', async () => {
    const givenUp: GivenUpPage[] = [];
    let attempts = 0;

    const failing = giveUpPages({
      ...{ pages: [1, 2], untouched: new Map(), inParts: true, onGivenUp: (page) => givenUp.push(page) },
      run: ({ pages, onPage }) => {
        attempts += 1;
        pages.forEach(onPage);
        return Promise.reject(new AppError('process.outOfMemory', 'Saving took too much'));
      },
    });

    await expect(failing).rejects.toMatchObject({ message: 'Saving took too much' });
    expect(attempts).toBe(3);
    expect(givenUp).toEqual([]);
  });
});
