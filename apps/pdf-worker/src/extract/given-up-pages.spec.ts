import { StepCache } from '@polyspool/jobs/step-cache';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { GivenUpPages } from './given-up-pages.js';

const uploadId = '0198c0de-0000-7000-8000-000000000001';
const pages = [2, 3, 5, 7];

describe('GivenUpPages', () => {
  const storage = new FakeStorage();
  const watch = (key: string, chances = 1) =>
    new GivenUpPages(new StepCache(storage, { uploadId }), { key: [key], pages, chances });
  const after = async (key: string, begun: readonly number[], chances?: number) => {
    const work = watch(key, chances);
    begun.forEach(work.begun);
    await work.kept();
    return (await watch(key).known()).map(({ page }) => page);
  };

  it('keeps a page that has ended its process twice for attempts to come', async () => {
    expect(await after('twice', [2, 3, 2, 3, 2, 3, 5, 7])).toEqual([3]);
    expect(await watch('twice').known()).toEqual([{ page: 3, reason: expect.stringMatching(/too long/) }]);
  });

  it('keeps the first page, too, and several', async () => {
    expect(await after('several', [2, 2, 2, 3, 5, 2, 3, 5, 2, 3, 5, 7])).toEqual([2, 5]);
  });

  it('gives no second chance where none is given', async () => {
    expect(await after('once', [2, 3, 2, 3, 5, 7], 0)).toEqual([3]);
  });

  it('keeps nothing of a page that was tried again and went well, nor of what comes after the last page', async () => {
    expect(await after('well', [2, 3, 2, 3, 5, 7])).toEqual([]);
    expect(await after('end', [2, 3, 5, 7, 2, 3, 5, 7, 2, 3, 5, 7])).toEqual([]);
  });

  it('keeps them for the same work only', async () => {
    await after('one version', [2, 2, 2, 3, 5, 7]);

    expect(await watch('another version').known()).toEqual([]);
  });

  it('says that they could not be kept', async () => {
    const away = new FakeStorage();
    away.away = true;
    const work = new GivenUpPages(new StepCache(away, { uploadId }), { key: [], pages, chances: 0 });

    [2, 2].forEach(work.begun);

    await expect(work.kept()).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
