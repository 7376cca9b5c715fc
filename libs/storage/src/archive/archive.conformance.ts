import { FileKey } from '@polyspool/contracts/files';
import { hash, randomBytes } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { type Archive, partBytes } from './archive.js';

/** What every archive must do. Each adapter's spec runs it. */
export function conformsToArchive(open: () => Promise<Archive>) {
  describe('as an archive', () => {
    const key = FileKey.parse('uploads/1/source');
    const parts = [randomBytes(partBytes), randomBytes(10)];
    const whole = Buffer.concat(parts);
    const file = { bytes: whole.length, sha256: hash('sha256', whole, 'hex') };
    let archive: Archive;
    beforeEach(async () => {
      archive = await open();
    });

    it('holds a file whole when its last part has arrived, and none before', async () => {
      const upload = await archive.begin(key, file);
      const first = await archive.put(upload, 1, parts[0]!);
      expect(await archive.find(key)).toBeUndefined();

      const last = await archive.put(upload, 2, parts[1]!);
      await archive.complete(upload, [first, last]);

      expect(await archive.find(key)).toEqual(file);
      expect((await buffer(await archive.read(key))).equals(whole)).toBe(true);
    });

    it('removes a folder, and nothing beside it', async () => {
      const small = { bytes: parts[1]!.length, sha256: hash('sha256', parts[1]!, 'hex') };
      const other = FileKey.parse('uploads/11/source');
      for (const each of [key, other]) {
        const upload = await archive.begin(each, small);
        await archive.complete(upload, [await archive.put(upload, 1, parts[1]!)]);
      }

      expect(await archive.removeFolder(FileKey.parse('uploads/1'))).toBe(1);

      expect([await archive.find(key), await archive.find(other)]).toEqual([undefined, small]);
      expect(await archive.removeFolder(FileKey.parse('uploads/1'))).toBe(0);
    });

    it('takes a part again', async () => {
      const upload = await archive.begin(key, file);
      await archive.put(upload, 1, Buffer.from('torn'));
      const arrived = [await archive.put(upload, 1, parts[0]!), await archive.put(upload, 2, parts[1]!)];

      await archive.complete(upload, arrived);

      expect((await buffer(await archive.read(key))).equals(whole)).toBe(true);
    });
  });
}
