import { AppError } from '@polyspool/contracts/errors';
import type { ForeignKey } from '@polyspool/database/table-layouts';

/** How a backup begins. */
export interface Head {
  readonly id: string;
  readonly tables: readonly { readonly table: string; readonly columns: readonly string[] }[];
  readonly foreignKeys: readonly ForeignKey[];
}

/** Begins the rows of one owner in one table. */
export interface BlockHead {
  readonly table: string;
  /** Null for rows that are nobody's. */
  readonly owner: string | null;
  readonly salt: string;
  /** Tells the person's key from one that they were given after it was destroyed. */
  readonly keyMark?: string | undefined;
}

export interface BlockEnd {
  readonly rows: number;
}

/** How a backup ends: with what was in it. */
export interface Manifest {
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
}

/** In this order: head, parts of the dump, blocks (each of a head, pieces and an end), manifest. */
export type Entry =
  | { readonly kind: 'head'; readonly head: Head }
  | { readonly kind: 'dump'; readonly bytes: Buffer }
  | { readonly kind: 'block'; readonly block: BlockHead }
  | { readonly kind: 'piece'; readonly bytes: Buffer }
  | { readonly kind: 'blockEnd'; readonly end: BlockEnd }
  | { readonly kind: 'manifest'; readonly manifest: Manifest };

const letters = { head: 'H', dump: 'D', block: 'B', piece: 'P', blockEnd: 'E', manifest: 'M' } as const;
const frontBytes = 5;

/** A letter, the length, the content. */
export function writeEntry(entry: Entry): Buffer {
  const content = 'bytes' in entry ? entry.bytes : Buffer.from(JSON.stringify(saidIn(entry)));
  const front = Buffer.alloc(frontBytes, letters[entry.kind]);
  front.writeUInt32BE(content.length, 1);
  return Buffer.concat([front, content]);
}

/** Throws `backup.unreadable` for anything else. */
export async function* readEntries(content: AsyncIterable<Buffer>): AsyncGenerator<Entry> {
  let held: Buffer[] = [];
  let heldBytes = 0;
  let wantedBytes = frontBytes;
  for await (const chunk of content) {
    held.push(chunk);
    heldBytes += chunk.length;
    if (heldBytes < wantedBytes) continue;
    let rest = Buffer.concat(held);
    for (;;) {
      wantedBytes = frontBytes + (rest.length < frontBytes ? 0 : rest.readUInt32BE(1));
      if (rest.length < frontBytes || rest.length < wantedBytes) break;
      yield entryOf(rest.toString('latin1', 0, 1), rest.subarray(frontBytes, wantedBytes));
      rest = rest.subarray(wantedBytes);
    }
    held = [rest];
    heldBytes = rest.length;
  }
  if (heldBytes) throw new AppError('backup.unreadable', 'The backup ends in the middle of something');
}

function saidIn(entry: Exclude<Entry, { bytes: Buffer }>) {
  if (entry.kind === 'head') return entry.head;
  if (entry.kind === 'block') return entry.block;
  return entry.kind === 'blockEnd' ? entry.end : entry.manifest;
}

function entryOf(letter: string, content: Buffer): Entry {
  if (letter === letters.dump) return { kind: 'dump', bytes: content };
  if (letter === letters.piece) return { kind: 'piece', bytes: content };
  const said = JSON.parse(content.toString('utf8')) as never; // what it was sealed as
  if (letter === letters.head) return { kind: 'head', head: said };
  if (letter === letters.block) return { kind: 'block', block: said };
  if (letter === letters.blockEnd) return { kind: 'blockEnd', end: said };
  if (letter === letters.manifest) return { kind: 'manifest', manifest: said };
  throw new AppError('backup.unreadable', `The backup has a part ${JSON.stringify(letter)}, which is not known here`);
}
