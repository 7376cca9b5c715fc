import type { PersonalTable } from '@polyspool/database/personal-rows';
import { type Session, withSession } from '@polyspool/database/session';
import { countRows, foreignKeys, type TableLayout, tableLayouts } from '@polyspool/database/table-layouts';
import { writtenRows } from '@polyspool/database/written-rows';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import type { StoredFile } from '@polyspool/storage/storage';
import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { BackupParts } from './backup-parts.js';
import { BlockCipher, markOf } from './file/block-cipher.js';
import { type Entry, type Manifest, writeEntry } from './file/entries.js';
import { seal } from './file/sealed-file.js';
import { hiddenTables, leftOutTables, personKeysTable } from './hidden-tables.js';
import { backupSubject, personSubject } from './subjects.js';

export interface BackupRun {
  readonly id: string;
  readonly signal: AbortSignal;
  /** So much (0 to 1) of the rows of people is on its way. */
  readonly onProgress: (fraction: number) => void;
  readonly store: (content: Readable) => Promise<StoredFile>;
}

/** So much of one person's rows is in memory at once. */
const pieceChars = 512 * 1024;

/**
 * The database of one moment as one encrypted stream: by pg_dump what is nobody's, and the rows of people by person and table,
 * each hidden by the person's own key.
 */
export async function writeBackup(parts: BackupParts, run: BackupRun): Promise<StoredFile & Manifest> {
  const { databaseUrl: url, keys } = parts;
  const { id, signal, store } = run;
  return withTemporaryFolder('backup', (folder) =>
    withSession({ url, name: 'backup', signal }, (session) =>
      session.atOneMoment(async (snapshotId) => {
        const tables = await tableLayouts(session);
        const dump = join(folder, 'dump');
        await dumpTables(parts, { tables, dump, snapshotId, signal });
        const manifest = { tables: await countOpenTables(session, tables) };
        const writing = new BackupContent(parts, run, { session, tables, dump, manifest });
        const sealed = seal(writing.content(), backupSubject(id), keys);
        return { ...(await store(Readable.from(sealed, { objectMode: false }))), ...manifest };
      }),
    ),
  );
}

interface Dump {
  readonly tables: readonly TableLayout[];
  readonly dump: string;
  readonly snapshotId: string;
  readonly signal: AbortSignal;
}

async function dumpTables({ programs, databaseUrl }: BackupParts, { tables, dump, snapshotId, signal }: Dump) {
  const left = tables.filter(({ table }) => !isOpen(table)).flatMap(({ table, partitions }) => [table, ...partitions]);
  const args = [
    ...['--format=custom', `--snapshot=${snapshotId}`, `--file=${dump}`, '--lock-wait-timeout=60s', '--no-comments'],
    ...['--no-owner', '--no-privileges', ...left.map((table) => `--exclude-table-data=public.${table}`)],
  ];
  await programs.run({ program: 'pg_dump', databaseUrl, args, signal });
}

const closedTables = [...hiddenTables.map(({ table }) => table), ...leftOutTables, personKeysTable];
const isOpen = (table: string) => !closedTables.includes(table);

async function countOpenTables(session: Session, tables: readonly TableLayout[]) {
  const counted: { table: string; rows: number }[] = [];
  for (const { table } of tables) {
    if (isOpen(table)) counted.push({ table, rows: await countRows(session, table) });
  }
  return counted;
}

interface Moment {
  readonly session: Session;
  readonly tables: readonly TableLayout[];
  readonly dump: string;
  readonly manifest: { tables: { table: string; rows: number }[] };
}

class BackupContent {
  constructor(
    private readonly parts: BackupParts,
    private readonly run: BackupRun,
    private readonly moment: Moment,
  ) {}

  async *content(): AsyncGenerator<Buffer> {
    for await (const entry of this.#entries()) yield writeEntry(entry);
  }

  async *#entries(): AsyncGenerator<Entry> {
    const { session, tables, dump, manifest } = this.moment;
    const named = tables.map(({ table, columns }) => ({ table, columns: columns.map(({ name }) => name) }));
    yield { kind: 'head', head: { id: this.run.id, tables: named, foreignKeys: await foreignKeys(session) } };
    for await (const bytes of createReadStream(dump)) {
      this.run.signal.throwIfAborted();
      yield { kind: 'dump', bytes: bytes as Buffer };
    }
    for (const [index, hidden] of hiddenTables.entries()) {
      const layout = tables.find(({ table }) => table === hidden.table);
      if (layout) yield* this.#rowsOf(layout, hidden);
      this.run.onProgress((index + 1) / hiddenTables.length);
    }
    yield { kind: 'manifest', manifest };
  }

  async *#rowsOf(layout: TableLayout, hidden: PersonalTable): AsyncGenerator<Entry> {
    let written = 0;
    let block: OpenBlock | undefined;
    for await (const { owner, line } of writtenRows(this.moment.session, layout, hidden)) {
      this.run.signal.throwIfAborted();
      if (block?.owner !== owner) {
        if (block) yield* block.end();
        block = await this.#begin(layout.table, owner);
        yield* block.begin();
      }
      yield* block.add(line);
      written += block.isHidden ? 1 : 0;
    }
    if (block) yield* block.end();
    this.moment.manifest.tables.push({ table: layout.table, rows: written });
  }

  /** Who has been erased since the moment has no key any longer: their rows are left out. */
  async #begin(table: string, owner: string | null) {
    const { keys, personKeys } = this.parts;
    const newKey = () => keys.wrap(randomBytes(32), personSubject(owner!));
    const wrapped = owner === null ? undefined : await personKeys.ensure(owner, newKey);
    const key = wrapped === undefined ? undefined : keys.unwrap(wrapped, personSubject(owner!));
    return new OpenBlock(table, owner, key);
  }
}

/** The rows of one owner in one table, on their way. */
class OpenBlock {
  readonly #head;
  readonly #cipher: BlockCipher;
  #lines: string[] = [];
  #chars = 0;
  #rows = 0;

  constructor(
    table: string,
    readonly owner: string | null,
    private readonly key: Buffer | undefined,
  ) {
    const keyMark = key && markOf(key);
    this.#head = { table, owner, salt: randomBytes(16).toString('base64'), keyMark };
    this.#cipher = new BlockCipher(key, this.#head);
  }

  /** Whether it is written at all. */
  get isHidden() {
    return this.owner === null || this.key !== undefined;
  }

  *begin(): Generator<Entry> {
    if (this.isHidden) yield { kind: 'block', block: this.#head };
  }

  async *add(line: string): AsyncGenerator<Entry> {
    if (!this.isHidden) return;
    this.#rows++;
    this.#chars += line.length;
    this.#lines.push(line);
    if (this.#chars >= pieceChars) yield* this.#piece();
  }

  async *end(): AsyncGenerator<Entry> {
    if (!this.isHidden) return;
    yield* this.#piece();
    yield { kind: 'blockEnd', end: { rows: this.#rows } };
  }

  async *#piece(): AsyncGenerator<Entry> {
    if (!this.#lines.length) return;
    yield { kind: 'piece', bytes: await this.#cipher.seal(this.#lines) };
    this.#lines = [];
    this.#chars = 0;
  }
}
