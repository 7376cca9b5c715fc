import { AppError } from '@polyspool/contracts/errors';
import { keyOfPerson } from '@polyspool/database/person-keys';
import type { Session } from '@polyspool/database/session';
import type { TableLayout } from '@polyspool/database/table-layouts';
import { insertLines } from '@polyspool/database/written-rows';
import type { BackupKeys } from './file/backup-keys.js';
import { BlockCipher, markOf } from './file/block-cipher.js';
import type { BlockEnd, BlockHead, Head } from './file/entries.js';
import { personSubject } from './subjects.js';

/** So much is inserted at once. */
const insertChars = 512 * 1024;

interface OpenBlock {
  readonly table: string;
  /** Undefined where the person has been erased: nobody can read it. */
  readonly cipher: BlockCipher | undefined;
}

/** Puts the rows of people back, block by block. */
export class RestoredRows {
  /** Rows that nobody can read, by table. */
  readonly erased = new Map<string, number>();
  /** Whose they were. */
  readonly erasedPeople = new Set<string>();
  #block: OpenBlock | undefined;
  #waiting: string[] = [];
  #waitingChars = 0;
  #waitingFor = '';

  constructor(
    private readonly session: Session,
    private readonly keys: BackupKeys,
    private readonly named: Head['tables'],
    private readonly layouts: readonly TableLayout[],
  ) {}

  async begin(head: BlockHead) {
    const { owner, table } = head;
    const wrapped = owner === null ? undefined : await keyOfPerson(this.session, owner);
    const key = wrapped === undefined ? undefined : this.keys.unwrap(wrapped, personSubject(owner!));
    const isReadable = owner === null || (key !== undefined && markOf(key) === head.keyMark);
    if (!isReadable) this.erasedPeople.add(owner!);
    this.#block = { table, cipher: isReadable ? new BlockCipher(key, head) : undefined };
  }

  async insert(piece: Buffer) {
    const { cipher, table } = this.#open();
    if (!cipher) return;
    if (table !== this.#waitingFor) await this.flush();
    this.#waitingFor = table;
    const lines = await cipher.open(piece);
    this.#waiting.push(...lines);
    this.#waitingChars += lines.reduce((sum, { length }) => sum + length, 0);
    if (this.#waitingChars >= insertChars) await this.flush();
  }

  /** Inserts what still waits: rows of many people go in together. */
  async flush() {
    const [table, lines] = [this.#waitingFor, this.#waiting];
    if (!lines.length) return;
    const layout = this.layouts.find((one) => one.table === table);
    const columns = this.named.find((one) => one.table === table)?.columns;
    if (!layout || !columns) {
      throw new AppError('backup.unreadable', `The backup has rows of ${table}, but no such table`);
    }
    this.#waiting = [];
    this.#waitingChars = 0;
    await insertLines(this.session, layout, columns, lines);
  }

  end({ rows }: BlockEnd) {
    const { cipher, table } = this.#open();
    if (!cipher) this.erased.set(table, (this.erased.get(table) ?? 0) + rows);
    this.#block = undefined;
  }

  #open() {
    if (!this.#block) throw new AppError('backup.unreadable', 'The backup has rows outside of a block');
    return this.#block;
  }
}
