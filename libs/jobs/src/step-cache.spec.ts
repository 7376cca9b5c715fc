import { FakeStorage } from '@polyspool/storage/fake-storage';
import { readText } from '@polyspool/storage/storage';
import { StepCache } from './step-cache.js';

describe('the step cache', () => {
  it('computes a step once, whichever job asks, and answers the same each time', async () => {
    const storage = new FakeStorage();
    let computed = 0;
    const ask = () =>
      new StepCache(storage).step('count', ['input', { rate: 16_000 }], async () => ({
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
    const { step } = new StepCache(new FakeStorage());
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
    const { step } = new StepCache(storage);
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
    const { step } = new StepCache(storage);
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
    const { step } = new StepCache(new FakeStorage());
    let computed = 0;
    const compute = async () => {
      computed++;
      return undefined;
    };
    await step('nothing', [], compute);

    expect(await step('nothing', [], compute)).toBeUndefined();
    expect(computed).toBe(1);
  });
});
