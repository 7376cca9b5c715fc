import { FileKey, uploadFolder } from '@polyspool/contracts/files';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { readText } from '@polyspool/storage/storage';
import { StepCache } from './step-cache.js';

describe('the step cache', () => {
  it('computes a step once, whichever job asks, and answers the same each time', async () => {
    const storage = new FakeStorage();
    let computed = 0;
    const ask = () =>
      new StepCache(storage, {}).step('count', ['input', { rate: 16_000 }], async () => ({
        number: ++computed,
        at: new Date(0),
        nothing: undefined,
      }));

    const answers = [await ask(), await ask(), await ask()];

    expect(computed).toBe(1);
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('keeps apart steps that differ in name or in a part of the key', async () => {
    const { step } = new StepCache(new FakeStorage(), {});
    const keys: [string, unknown[]][] = [
      ['a', ['b', 'c']],
      ['a', ['bc']],
      ['a', [['b', 'c']]],
      ['ab', ['c']],
      ['a', ['b', 'c', null]],
      ['a', []],
    ];

    const answers = await Promise.all(keys.map(([name, parts], index) => step(name, parts, async () => index)));

    expect(answers).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('keeps files beside the result, by whatever name', async () => {
    const storage = new FakeStorage();
    const { step } = new StepCache(storage, {});
    const ask = () =>
      step('files', [], async (files) => [
        await files.keep('result.json', 'mine'),
        await files.keep('audio.wav', Uint8Array.of(1)),
      ]);
    await ask();

    const [first, second] = await ask();

    expect(await readText(storage, first!)).toBe('mine');
    expect(storage.files.get(second!)).toEqual(Buffer.of(1));
  });

  it('keeps no result of a step that failed, nor of one whose answer could not be stored', async () => {
    const storage = new FakeStorage();
    const { step } = new StepCache(storage, {});
    const broken = step('once', [], async (files) => {
      await files.keep('half.txt', 'half');
      throw new Error('broken');
    });
    await expect(broken).rejects.toThrow('broken');
    const unstored = step('once', [], async () => {
      storage.away = true;
      return 'lost';
    });
    await expect(unstored).rejects.toMatchObject({ code: 'storage.unavailable' });
    storage.away = false;

    expect(await step('once', [], async () => 'whole')).toBe('whole');
  });

  it('answers null and undefined from what it kept', async () => {
    const { step } = new StepCache(new FakeStorage(), {});
    let computed = 0;
    const compute = async () => {
      computed++;
      return undefined;
    };
    await step('nothing', [], compute);

    expect(await step('nothing', [], compute)).toBeUndefined();
    expect(computed).toBe(1);
  });

  it('keeps what was made of an upload with the upload, and ends with it', async () => {
    const storage = new FakeStorage();
    const uploadId = '01890000-0000-7000-8000-000000000001';
    let computed = 0;
    const ask = (input: Record<string, unknown>) =>
      new StepCache(storage, input).step('sound', ['same'], async (files) => {
        computed++;
        return files.keep('audio.flac', 'sound');
      });

    const keys = [await ask({ uploadId, language: 'en' }), await ask({ uploadId, language: 'de' }), await ask({})];
    await storage.removeFolder(uploadFolder(uploadId));

    expect(computed).toBe(2);
    expect(keys[0]).toMatch(`uploads/${uploadId}/steps/`);
    expect(keys[1]).toBe(keys[0]);
    expect([...storage.files.keys()].filter((key) => !key.startsWith('steps/'))).toEqual([]);
    expect(await readText(storage, keys[2]!)).toBe('sound');
  });

  it.each<[string, (storage: FakeStorage, key: FileKey) => Promise<unknown>]>([
    ['is gone', (storage, key) => storage.remove(key)],
    ['is another', (storage, key) => storage.write(key, 'longer than it was')],
  ])('computes again when a file that it kept %s', async (_, spoil) => {
    const storage = new FakeStorage();
    const { step } = new StepCache(storage, {});
    const ask = () => step('files', [], async (files) => ({ at: [await files.keep('text.txt', 'kept')] }));
    const { at } = await ask();
    await spoil(storage, at[0]!);

    const again = await ask();

    expect(await readText(storage, again.at[0]!)).toBe('kept');
  });

  it('computes again when its result cannot be understood', async () => {
    const storage = new FakeStorage();
    const { step } = new StepCache(storage, {});
    await step('number', [], async () => 1);
    await storage.write([...storage.files.keys()][0]!, '{"result":1}');

    expect(await step('number', [], async () => 2)).toBe(2);
  });
});
