import { AppError } from '@polyspool/contracts/errors';
import { endInsertingKeys, insertPersonKeys, type PersonKey } from '@polyspool/database/person-keys';
import { type Session, withSession } from '@polyspool/database/session';
import { countRows, tableLayouts } from '@polyspool/database/table-layouts';
import { removeDangling } from '@polyspool/database/written-rows';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { BackupKeys } from './file/backup-keys.js';
import { entriesOf, type FetchedBackup } from './file/check-backup.js';
import type { Entry, Head, Manifest } from './file/entries.js';
import type { PostgresPrograms } from './postgres-programs.js';
import { RestoredRows } from './restored-rows.js';

export interface RestoreParts {
  /** An empty database. */
  readonly targetUrl: string;
  readonly programs: PostgresPrograms;
  readonly keys: BackupKeys;
  /** Of all who have not been erased since. */
  readonly personKeys: AsyncIterable<readonly PersonKey[]>;
  readonly signal?: AbortSignal | undefined;
}

export interface Restored {
  readonly tables: readonly RestoredTable[];
  readonly isSame: boolean;
  /** Ids of those whose rows nobody can read. */
  readonly erasedPeople: readonly string[];
}

export interface RestoredTable {
  readonly table: string;
  readonly expectedRows: number;
  readonly restoredRows: number;
  /** Of people who have been erased since: nobody can read them. */
  readonly erasedRows: number;
}

/** Of a backup that has been checked. Rows before constraints and indexes, as it is quickest. */
export async function restoreBackup(parts: RestoreParts, backup: FetchedBackup): Promise<Restored> {
  const { signal, targetUrl: url } = parts;
  return withTemporaryFolder('restore', (folder) =>
    withSession({ url, name: 'restore', signal }, async (session) => {
      // What is lost by a crash is restored from the beginning anyway.
      await session.execute('SET synchronous_commit = off');
      const restoring = new Restoring(parts, session, join(folder, 'dump'));
      for await (const entry of entriesOf(backup, parts.keys)) {
        signal?.throwIfAborted();
        const manifest = await restoring.take(entry);
        if (manifest) return restoring.finish(manifest);
      }
      throw new AppError('backup.unreadable', `The ${backup.subject} has no end`);
    }),
  );
}

class Restoring {
  #head: Head | undefined;
  #file: FileHandle | undefined;
  #rows: RestoredRows | undefined;

  constructor(
    private readonly parts: RestoreParts,
    private readonly session: Session,
    private readonly dump: string,
  ) {}

  /** Answers the manifest once it has come to that. */
  async take(entry: Entry): Promise<Manifest | undefined> {
    if (entry.kind === 'head') this.#head = entry.head;
    else if (entry.kind === 'dump') await this.#keep(entry.bytes);
    else {
      this.#rows ??= await this.#beginRows();
      if (entry.kind === 'block') await this.#rows.begin(entry.block);
      else if (entry.kind === 'piece') await this.#rows.insert(entry.bytes);
      else if (entry.kind === 'blockEnd') this.#rows.end(entry.end);
      else return entry.manifest;
    }
    return undefined;
  }

  async finish({ tables }: Manifest): Promise<Restored> {
    await this.#rows?.flush();
    const erased = this.#rows?.erased ?? new Map<string, number>();
    const dangling = await removeDangling(this.session, this.#head?.foreignKeys ?? []);
    // Only what has lost its person may point at nothing.
    if (erased.size) for (const [table, rows] of dangling) erased.set(table, (erased.get(table) ?? 0) + rows);
    await endInsertingKeys(this.session);
    await this.#pgRestore('--section=post-data');
    await this.session.execute('ANALYZE');
    const restored: RestoredTable[] = [];
    for (const { table, rows } of tables) {
      const erasedRows = erased.get(table) ?? 0;
      const restoredRows = await countRows(this.session, table);
      restored.push({ table, expectedRows: rows - erasedRows, restoredRows, erasedRows });
    }
    const isSame = restored.every((one) => one.expectedRows === one.restoredRows);
    return { tables: restored, isSame, erasedPeople: [...(this.#rows?.erasedPeople ?? [])] };
  }

  async #keep(bytes: Buffer) {
    this.#file ??= await open(this.dump, 'wx', 0o600);
    await this.#file.writeFile(bytes);
  }

  async #beginRows() {
    await this.#file?.close();
    await this.#pgRestore('--section=pre-data', '--section=data');
    const { keys, personKeys } = this.parts;
    await insertPersonKeys(this.session, personKeys);
    return new RestoredRows(this.session, keys, this.#head?.tables ?? [], await tableLayouts(this.session));
  }

  async #pgRestore(...sections: readonly string[]) {
    const { programs, signal, targetUrl } = this.parts;
    const name = decodeURIComponent(new URL(targetUrl).pathname.slice(1));
    const as = ['--exit-on-error', '--no-owner', '--no-privileges', '--no-comments'];
    const args = [`--dbname=${name}`, ...as, ...sections, this.dump];
    await programs.run({ program: 'pg_restore', databaseUrl: targetUrl, args, signal });
  }
}
