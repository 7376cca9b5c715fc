import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { open, seal } from './sealed-file.js';
import { bytesOf, cutAt, newBackupKeys } from './testing-keys.js';

const subject = 'backup 1';
const frame = 64 * 1024;

describe('a sealed file', () => {
  const keys = newBackupKeys();
  const sealed = (content: Buffer) => bytesOf(seal(cutAt(content, []), subject, keys));
  const opened = (bytes: Buffer, cuts: readonly number[] = [], as = keys) =>
    bytesOf(open(cutAt(bytes, cuts), subject, as));

  it.each([0, 1, frame - 1, frame, frame + 1, 3 * frame])('gives %i bytes back', async (length) => {
    const content = randomBytes(length);

    expect((await opened(await sealed(content))).equals(content)).toBe(true);
  });

  it('comes out the same however it arrives', async () => {
    const content = randomBytes(3 * frame + 5);
    const bytes = await sealed(content);
    const places = fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 9 });

    await fc.assert(
      fc.asyncProperty(places, async (cuts) => expect((await opened(bytes, cuts)).equals(content)).toBe(true)),
      { numRuns: 30 },
    );
  });

  it('opens nowhere where one bit is another', async () => {
    const bytes = await sealed(randomBytes(frame + 9));
    const line = bytes.indexOf('\n') + 1;

    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 0, max: 7 }),
        async (at, bit) => {
          const altered = Buffer.from(bytes);
          altered[at]! ^= 1 << bit;
          const codes = at < line ? /backup.unreadable|key.unavailable/ : /backup.unreadable/;
          await expect(opened(altered)).rejects.toMatchObject({ code: expect.stringMatching(codes) });
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([0, 10, -1, -17, -(frame + 16), -(2 * frame)])('tells that it was cut off at %i', async (at) => {
    const bytes = await sealed(randomBytes(3 * frame));

    await expect(opened(bytes.subarray(0, at))).rejects.toMatchObject({ code: 'backup.unreadable' });
  });

  it('tells that frames were taken out or changed places', async () => {
    const bytes = await sealed(randomBytes(4 * frame));
    const line = bytes.indexOf('\n') + 1;
    const frameAt = (number: number) =>
      bytes.subarray(line + number * (frame + 16), line + (number + 1) * (frame + 16));
    const made = (...numbers: number[]) => Buffer.concat([bytes.subarray(0, line), ...numbers.map(frameAt)]);

    expect(made(0, 1, 2, 3).equals(bytes)).toBe(true);
    for (const numbers of [
      [0, 2, 3],
      [0, 2, 1, 3],
      [0, 1, 2],
      [0, 1, 2, 3, 3],
    ]) {
      await expect(opened(made(...numbers))).rejects.toMatchObject({ code: 'backup.unreadable' });
    }
  });

  it('asks for its own key, and is not taken for another file', async () => {
    const bytes = await sealed(Buffer.from('content'));

    await expect(opened(bytes, [], newBackupKeys())).rejects.toMatchObject({ code: 'key.unavailable' });
    await expect(bytesOf(open(cutAt(bytes, []), 'backup 2', keys))).rejects.toMatchObject({
      code: 'backup.unreadable',
    });
  });
});
