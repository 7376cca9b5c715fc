import { FileKey, incomingFolder } from '@polyspool/contracts/files';
import { readText, type ListedFile, type Storage } from '@polyspool/storage/storage';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';

/** What was said of a file when its upload began. */
const Announced = z.object({
  bytes: z.int().nonnegative().optional(),
  metadata: z.record(z.string(), z.string().nullable()).optional(),
});
export type Announced = z.output<typeof Announced>;

const Taken = z.object({ uploadId: z.uuid() });

/** A piece: where it begins is in its name, so that what has come is known from a list. */
interface Piece extends ListedFile {
  readonly start: number;
}

export interface IncomingState extends Announced {
  /** So many bytes have come, from the first on. */
  readonly offset: number;
  readonly pieces: readonly Piece[];
  /** The upload that has become of it. */
  readonly uploadId: string | undefined;
  /** When something of it has come last. */
  readonly modifiedAt: Date;
}

/**
 * A file that comes in pieces, each kept in storage as it comes: whichever replica asks sees the same. Pieces are never
 * changed and may overlap, as when a sender goes on at one replica while another still waits for it; so nothing is locked.
 */
export class IncomingFile {
  readonly folder: FileKey;

  constructor(
    private readonly storage: Storage,
    ownerId: string,
    id: string,
  ) {
    this.folder = FileKey.parse(`${incomingFolder(ownerId)}/${id}`);
  }

  async announce(announced: Announced) {
    await this.storage.write(this.#key('announced'), JSON.stringify(announced));
  }

  async add(start: number, piece: Buffer): Promise<FileKey> {
    const key = this.#key(`${piecesFolder}${String(start).padStart(15, '0')}-${randomUUID()}`);
    await this.storage.write(key, piece);
    return key;
  }

  /** From now on its pieces are not needed. */
  async becomes(uploadId: string) {
    await this.storage.write(this.#key('taken'), JSON.stringify({ uploadId }));
    await this.storage.removeFolder(this.#key('pieces'));
  }

  async forget(keys: readonly FileKey[]) {
    for (const key of keys) await this.storage.remove(key);
  }

  remove() {
    return this.storage.removeFolder(this.folder);
  }

  /** Undefined: there is none. */
  async state(): Promise<IncomingState | undefined> {
    const files: ListedFile[] = [];
    for await (const file of this.storage.list(this.folder)) files.push(file);
    const has = (name: string) => files.some(({ key }) => key === this.#key(name));
    if (!has('announced')) return undefined;
    const announced = Announced.parse(await this.#json('announced'));
    const pieces = inOrder(files.flatMap((file) => this.#pieceOf(file)));
    return {
      ...announced,
      pieces,
      offset: Math.max(0, ...pieces.map(endOf)),
      uploadId: has('taken') ? Taken.parse(await this.#json('taken')).uploadId : undefined,
      modifiedAt: new Date(Math.max(...files.map(({ modifiedAt }) => modifiedAt.getTime()))),
    };
  }

  /** All bytes, each once. */
  async *read({ pieces }: IncomingState): AsyncGenerator<Buffer, void, void> {
    let offset = 0;
    for (const piece of pieces) {
      const range = { start: offset - piece.start, end: piece.bytes - 1 };
      for await (const chunk of await this.storage.read(piece.key, range)) yield chunk as Buffer;
      offset = endOf(piece);
    }
  }

  async #json(name: string): Promise<unknown> {
    return JSON.parse(await readText(this.storage, this.#key(name)));
  }

  #pieceOf(file: ListedFile): Piece[] {
    const start = new RegExp(`^${this.folder}/${piecesFolder}(\\d{15})-`).exec(file.key)?.[1];
    return start === undefined ? [] : [{ ...file, start: Number(start) }];
  }

  #key(name: string) {
    return FileKey.parse(`${this.folder}/${name}`);
  }
}

const piecesFolder = 'pieces/';
const endOf = ({ start, bytes }: Piece) => start + bytes;

/** Those which go on from each other; what lies in another, or behind a gap, does not count. */
export function inOrder(pieces: readonly Piece[]): readonly Piece[] {
  let offset = 0;
  return pieces
    .toSorted((a, b) => a.start - b.start || b.bytes - a.bytes)
    .filter((piece) => {
      if (piece.start > offset || endOf(piece) <= offset) return false;
      offset = endOf(piece);
      return true;
    });
}
