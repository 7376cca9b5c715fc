import { StepCache } from '@polyspool/jobs/step-cache';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { GivenUpPages } from './given-up-pages.js';

const uploadId = '0198c0de-0000-7000-8000-000000000001';
const pages = [2, 3, 5, 7];

describe('GivenUpPages', () => {
  let storage: FakeStorage;
  const of = (id: string, attempt: number, key = ['read']) =>
    new GivenUpPages({ id, attempt, step: new StepCache(storage, { uploadId }).step }, key);

  beforeEach(async () => {
    storage = new FakeStorage();
    const found = of('a', 1);
    found.add({ page: 3, reason: 'It is too large', isLasting: true });
    found.add({ page: 5, reason: 'It was killed', isLasting: false });
    await found.kept();
  });

  it('are kept for all jobs where they would come to the same again', async () => {
    const other = of('b', 2);

    expect(await other.known(pages)).toEqual([{ page: 3, reason: 'It is too large' }]);
    expect(other.passing).toEqual([]);
  });

  it('are kept for later attempts of the same job where they may go well another time', async () => {
    const later = of('a', 2);

    expect((await later.known(pages)).map(({ page }) => page)).toEqual([3, 5]);
    expect(later.passing).toEqual([{ page: 5, reason: 'It was killed' }]);
  });

  it('are tried again where a person has the job tried again', async () => {
    expect((await of('a', 1).known(pages)).map(({ page }) => page)).toEqual([3]);
  });

  it('are kept for the same work only', async () => {
    expect(await of('a', 2, ['set']).known(pages)).toEqual([]);
  });

  it('says that they could not be kept', async () => {
    const work = of('a', 1);
    storage.away = true;

    work.add({ page: 7, reason: 'It is too large', isLasting: true });

    await expect(work.kept()).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
