import { FileKey } from '@polyspool/contracts/files';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import { vocabularyOf, wordEntry } from '../testing/finished-video.js';
import { VocabularyFiles } from './vocabulary-files.js';

describe('vocabularies that were read', () => {
  const megabyte = 1024 ** 2;
  /** Counts what is read. */
  class CountedStorage extends FakeStorage {
    reads: string[] = [];
    override async read(...[key, range]: Parameters<FakeStorage['read']>) {
      this.reads.push(key);
      return super.read(key, range);
    }
  }
  async function shelf(...names: string[]) {
    const storage = new CountedStorage();
    for (const name of names) {
      await storage.write(FileKey.parse(name), JSON.stringify(vocabularyOf(wordEntry(name, 1))));
    }
    return { storage, files: new VocabularyFiles(storage) };
  }

  it('are read once for all who ask, also at once', async () => {
    const { storage, files } = await shelf('a');

    const [first, second] = await Promise.all([files.read('a', 10), files.read('a', 10)]);

    expect(await files.read('a', 10)).toBe(first);
    expect(second).toBe(first);
    expect(storage.reads).toEqual(['a']);
  });

  it('are forgotten where they become too many: first what nobody has asked for', async () => {
    const { storage, files } = await shelf('a', 'b', 'c');
    await files.read('a', 15 * megabyte);
    await files.read('b', 15 * megabyte);
    await files.read('a', 15 * megabyte);

    await files.read('c', 15 * megabyte);

    await files.read('a', 15 * megabyte);
    await files.read('b', 15 * megabyte);
    expect(storage.reads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('are asked for again when they could not be read', async () => {
    const { storage, files } = await shelf('a');
    storage.away = true;
    await expect(files.read('a', 1)).rejects.toMatchObject({ code: 'storage.unavailable' });

    storage.away = false;

    expect((await files.read('a', 1)).entries).toHaveLength(1);
  });
});
