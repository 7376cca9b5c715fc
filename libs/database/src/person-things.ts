import { AppError } from '@polyspool/contracts/errors';
import type { Role } from '@polyspool/contracts/people';
import type { Database } from './database.js';
import { type PersonalTable, personalTables } from './personal-rows.js';

export interface KnownPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

export interface PlacedJob {
  readonly id: string;
  readonly queue: string;
  readonly dispatch: number;
}

/** A job that told people something. */
export interface EndedMessage {
  readonly id: string;
  readonly type: string;
  readonly input: Row;
  readonly output: Row | null;
}

export interface TableCount {
  readonly table: string;
  readonly rows: number;
}

export interface PersonsFile {
  readonly id: string;
  readonly jobId: string;
  readonly name: string;
  readonly storageKey: string;
}

type Row = Readonly<Record<string, unknown>>;

const batchSize = 200;
const firstId = '00000000-0000-0000-0000-000000000000';

/** All that is kept of somebody, a batch at a time: however much it is, it never stands in memory at once. */
export class PersonThings {
  constructor(private readonly database: Database) {}

  async find(id: string): Promise<KnownPerson | undefined> {
    const [person] = await this.database.query<KnownPerson>('SELECT id, name, role FROM users WHERE id = $1', [id]);
    return person;
  }

  /** Throws `person.unknown`. */
  async require(id: string): Promise<KnownPerson> {
    const person = await this.find(id);
    if (!person) throw new AppError('person.unknown', `There is nobody with the id ${id}`);
    return person;
  }

  /** What people would look for them by. A name of one word is a word: nothing is told by it, nor by one that two have. */
  async wordsFor(id: string): Promise<string[]> {
    const [row] = await this.database.query<Record<'name' | 'email' | 'phone', string | null>>(
      `SELECT CASE WHEN name ~ '\\S\\s+\\S' AND NOT EXISTS (SELECT 1 FROM users other WHERE other.name = u.name AND other.id <> u.id)
           THEN name END AS name, preferences ->> 'email' AS email, preferences ->> 'phone' AS phone
       FROM users u LEFT JOIN notification_preferences p ON p.user_id = u.id WHERE u.id = $1`,
      [id],
    );
    return Object.values(row ?? {}).filter((word) => word !== null);
  }

  async ownerOf(jobId: string): Promise<string | undefined> {
    const [job] = await this.database.query<{ userId: string }>('SELECT user_id AS "userId" FROM jobs WHERE id = $1', [
      jobId,
    ]);
    return job?.userId;
  }

  /** Their jobs, parts of jobs included. */
  jobs(userId: string): AsyncGenerator<readonly PlacedJob[]> {
    return this.#byId(`SELECT id, queue, dispatch FROM jobs WHERE user_id = $1 AND id > $2`, userId);
  }

  uploads(userId: string): AsyncGenerator<readonly { id: string; name: string }[]> {
    return this.#byId(`SELECT id, name FROM uploads WHERE user_id = $1 AND id > $2`, userId);
  }

  /** Uploads of others that their jobs have worked on. */
  foreignUploads(userId: string): AsyncGenerator<readonly { id: string }[]> {
    return this.#byId(
      `SELECT id FROM uploads WHERE user_id <> $1 AND id > $2 AND id::text IN (
         SELECT input ->> 'uploadId' FROM jobs WHERE jobs.user_id = $1)`,
      userId,
    );
  }

  /** What their jobs have published, but for what was only made to be handed over. */
  files(userId: string, exceptType: string): AsyncGenerator<readonly PersonsFile[]> {
    return this.#byId(
      `SELECT a.id, job_id AS "jobId", a.name, storage_key AS "storageKey"
       FROM artifacts a JOIN jobs ON jobs.id = a.job_id WHERE jobs.user_id = $1 AND a.id > $2 AND jobs.type <> '${exceptType}'`,
      userId,
      'a.id',
    );
  }

  /** Jobs of others by which people were told something. */
  endedMessages(userId: string): AsyncGenerator<readonly EndedMessage[]> {
    return this.#byId(
      `SELECT id, type, input, output FROM jobs
       WHERE user_id <> $1 AND id > $2 AND type LIKE 'notifications.%' AND finished_at IS NOT NULL`,
      userId,
    );
  }

  /** Which of these jobs are theirs. */
  async jobsAmong(userId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ id: string }>(
      'SELECT id FROM jobs WHERE user_id = $1 AND id = ANY($2::uuid[])',
      [userId, ids],
    );
    return new Set(rows.map(({ id }) => id));
  }

  async counts(userId: string): Promise<TableCount[]> {
    const counts: TableCount[] = [];
    for (const { table, of } of personalTables) {
      const [row] = await this.database.query<{ rows: number }>(
        `SELECT count(*)::int AS rows FROM ${table} r WHERE ${of}`,
        [userId],
      );
      counts.push({ table, rows: row?.rows ?? 0 });
    }
    return counts;
  }

  /** Rows of theirs as JSON, in the order of the table's key, without what is secret. */
  async *rows({ table, of, secret = [] }: PersonalTable, userId: string): AsyncGenerator<Row> {
    const key = await this.#keyOf(table);
    const named = (of: string) => `(${key.map((column) => `${of}."${column}"`).join(', ')})`;
    const after = `$2::jsonb IS NULL OR ${named('r')} > ${`(SELECT ${key.map((column) => `l."${column}"`).join(', ')}
      FROM jsonb_populate_record(NULL::${table}, $2::jsonb) l)`}`;
    let last: Row | null = null;
    for (;;) {
      const batch: { row: Row; key: Row }[] = await this.database.query(
        `SELECT to_jsonb(r) - $3::text[] AS row, to_jsonb(r) AS key FROM ${table} r
         WHERE ${of} AND (${after}) ORDER BY ${key.map((column) => `r."${column}"`).join(', ')} LIMIT ${batchSize}`,
        [userId, last && JSON.stringify(last), secret],
      );
      for (const { row } of batch) yield row;
      if (batch.length < batchSize) return;
      last = batch.at(-1)!.key; // it is full
    }
  }

  /** The columns of its primary key; all of them where it has none. */
  async #keyOf(table: string): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      `SELECT a.attname AS name FROM pg_attribute a
       LEFT JOIN pg_index i ON i.indrelid = a.attrelid AND i.indisprimary
       WHERE a.attrelid = $1::regclass AND a.attnum > 0 AND NOT a.attisdropped
         AND (i.indkey IS NULL OR a.attnum = ANY(i.indkey)) ORDER BY array_position(i.indkey::int2[], a.attnum), a.attnum`,
      [table],
    );
    return rows.map(({ name }) => name);
  }

  async *#byId<Item extends { readonly id: string }>(select: string, userId: string, id = 'id') {
    let after = firstId;
    for (;;) {
      const batch = await this.database.query<Item>(`${select} ORDER BY ${id} LIMIT ${batchSize}`, [userId, after]);
      if (batch.length) yield batch;
      if (batch.length < batchSize) return;
      after = batch.at(-1)!.id; // it is full
    }
  }
}
