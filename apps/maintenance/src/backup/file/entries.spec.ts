import fc from 'fast-check';
import { type Entry, readEntries, writeEntry } from './entries.js';
import { cutAt } from './testing-keys.js';

const entries: Entry[] = [
  { kind: 'head', head: { id: '1', tables: [{ table: 'jobs', columns: ['id'] }], foreignKeys: [] } },
  { kind: 'dump', bytes: Buffer.alloc(1_000, 'd') },
  { kind: 'dump', bytes: Buffer.alloc(0) },
  { kind: 'block', block: { table: 'jobs', owner: null, salt: 'c2FsdA==' } },
  { kind: 'piece', bytes: Buffer.from([0, 1, 255]) },
  { kind: 'blockEnd', end: { rows: 1 } },
  { kind: 'manifest', manifest: { tables: [{ table: 'jobs', rows: 1 }] } },
];
const bytes = Buffer.concat(entries.map(writeEntry));

const read = async (content: AsyncIterable<Buffer>) => {
  const all: Entry[] = [];
  for await (const entry of readEntries(content)) all.push(entry);
  return all;
};

describe('entries', () => {
  it('are read as they were written, however they arrive', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 20 }), async (cuts) =>
        expect(JSON.stringify(await read(cutAt(bytes, cuts)))).toBe(JSON.stringify(entries)),
      ),
    );
  });

  it('refuse an end in the middle of one, and kinds that are not known', async () => {
    const unreadable = { code: 'backup.unreadable' };

    await expect(read(cutAt(bytes.subarray(0, -1), []))).rejects.toMatchObject(unreadable);
    await expect(read(cutAt(Buffer.from('X\0\0\0\x02{}'), []))).rejects.toMatchObject(unreadable);
  });
});
