import { AppError } from '@polyspool/contracts/errors';
import { lastingFaults, orUncompared } from './or-uncompared.js';

const { signal } = new AbortController();
const compared = { comparisons: [{ page: 1, changedPixels: 0 }], pictures: [], pictured: [], warnings: [] };

describe('orUncompared', () => {
  it('answers what comparing has shown', async () => {
    expect(await orUncompared(signal, () => Promise.resolve(compared))).toEqual(compared);
  });

  it.each(['process.timedOut', 'process.outOfMemory', 'process.failed', 'file.unreadable'] as const)(
    'goes without after %s, and says so',
    async (code) => {
      const failing = () => Promise.reject(new AppError(code, 'A page takes for ever'));

      expect(await orUncompared(signal, failing)).toEqual({
        comparisons: [],
        pictures: [],
        pictured: [],
        warnings: [{ code, detail: expect.stringMatching(/not compared.*A page takes for ever/) }],
      });
    },
  );

  it('tells only what would come again, where that is kept', async () => {
    const failing = (code: 'process.timedOut' | 'file.unreadable') =>
      orUncompared(signal, () => Promise.reject(new AppError(code, 'No')), lastingFaults);

    expect((await failing('file.unreadable')).warnings).toHaveLength(1);
    await expect(failing('process.timedOut')).rejects.toMatchObject({ code: 'process.timedOut' });
  });

  it('tells again what was kept', async () => {
    const kept = { ...compared, warnings: [{ code: 'file.unreadable', detail: 'No' }] };

    expect(await orUncompared(signal, () => Promise.resolve(kept))).toEqual(kept);
  });

  it('ends with the job, and with what is no fault of the pages', async () => {
    const failing = () => Promise.reject(new AppError('process.failed', 'It was ended'));
    const gone = () => Promise.reject(new AppError('storage.unavailable', 'Not now'));

    await expect(orUncompared(AbortSignal.abort(new Error('enough')), failing)).rejects.toThrow('enough');
    await expect(orUncompared(signal, gone)).rejects.toMatchObject({ code: 'storage.unavailable' });
  });
});
