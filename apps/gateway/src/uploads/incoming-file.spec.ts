import { FileKey } from '@polyspool/contracts/files';
import { FakeStorage } from '@polyspool/storage/fake-storage';
import fc from 'fast-check';
import { IncomingFile } from './incoming-file.js';

const ownerId = '0193a1b2-0000-7000-8000-00000000000a';
const whole = Buffer.from(Array.from({ length: 60 }, (_, index) => index));

const readAll = async (pieces: AsyncIterable<Buffer>) => {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
};

describe('a file that comes in pieces', () => {
  it('goes as far as its pieces go on from each other, however they overlap and in whatever order they came', async () => {
    const piece = fc.tuple(fc.nat({ max: 59 }), fc.integer({ min: 1, max: 25 }));
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const file = new IncomingFile(new FakeStorage(), ownerId, 'a');
        await file.announce({ bytes: whole.length });
        for (const [start, bytes] of pieces) await file.add(start, whole.subarray(start, start + bytes));

        const state = (await file.state())!;
        const has = new Set(
          pieces.flatMap(([start, bytes]) => Array.from({ length: bytes }, (_, index) => start + index)),
        );
        const expected = [...whole.keys()].find((at) => !has.has(at)) ?? whole.length;
        expect(state.offset).toBe(expected);
        expect(await readAll(file.read(state))).toEqual(whole.subarray(0, expected));
      }),
      { numRuns: 50 },
    );
  });

  it('keeps nothing of its pieces once it is an upload, and then knows which', async () => {
    const storage = new FakeStorage();
    const file = new IncomingFile(storage, ownerId, 'a');
    await file.announce({ bytes: 60, metadata: { filename: 'a.mp4' } });
    await file.add(0, whole);

    await file.becomes(ownerId);

    expect(await file.state()).toMatchObject({ uploadId: ownerId, bytes: 60, metadata: { filename: 'a.mp4' } });
    const left: FileKey[] = [];
    for await (const { key } of storage.list()) left.push(key);
    expect(left.map((key) => key.split('/').at(-1)).sort()).toEqual(['announced', 'taken']);
  });
});
