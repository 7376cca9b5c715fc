import pg from 'pg';
import { databaseError } from './database-errors.js';
import type { Statements } from './database.js';

/** Texts of values come out the same wherever they are read, and go in as they came out. */
const settings = `SET TimeZone = 'UTC'; SET DateStyle = 'ISO'; SET IntervalStyle = 'postgres'; SET extra_float_digits = 1;
  SET bytea_output = 'hex'; SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0`;

/** So many rows are in memory at once. */
const rowsAtOnce = 200;

/**
 * One connection for what takes its time: statements one after the other, with no limits of time but `signal`.
 * Ended by it, the statement at hand throws its reason.
 */
export async function withSession<Result>(
  { url, name, signal }: { url: string; name: string; signal?: AbortSignal | undefined },
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  signal?.throwIfAborted();
  const client = new pg.Client({ connectionString: url, keepAlive: true, application_name: `polyspool ${name}` });
  // What was cut meanwhile is told by the next statement.
  client.on('error', () => undefined);
  const stop = () => void client.end();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    await client.query(settings);
    return await work(new Session(client));
  } catch (error) {
    signal?.throwIfAborted();
    throw databaseError(error);
  } finally {
    signal?.removeEventListener('abort', stop);
    await client.end().catch(() => undefined);
  }
}

export class Session implements Statements {
  constructor(private readonly client: pg.Client) {}

  async query<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.client.query(sql, [...values])).rows as Row[];
  }

  async execute(sql: string, values: readonly unknown[] = []): Promise<number> {
    return (await this.client.query(sql, [...values])).rowCount ?? 0;
  }

  /** Row by row, however many there are. To be read within a transaction, one list at a time. */
  async *rows<Row>(sql: string): AsyncGenerator<Row> {
    await this.execute(`DECLARE rows_in_turn NO SCROLL CURSOR FOR ${sql}`);
    for (;;) {
      const rows = await this.query<Row>(`FETCH ${rowsAtOnce} FROM rows_in_turn`);
      yield* rows;
      if (rows.length < rowsAtOnce) break;
    }
    await this.execute('CLOSE rows_in_turn');
  }

  /** What all statements of `work` see is the database of one moment, which other programs may look at by its `snapshotId`. */
  async atOneMoment<Result>(work: (snapshotId: string) => Promise<Result>): Promise<Result> {
    await this.execute('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const [row] = await this.query<{ id: string }>('SELECT pg_export_snapshot() AS id');
    const result = await work(row!.id); // one row, whatever happens
    await this.execute('COMMIT');
    return result;
  }

  async transaction<Result>(work: () => Promise<Result>): Promise<Result> {
    await this.execute('BEGIN');
    const result = await work();
    await this.execute('COMMIT');
    return result;
  }
}
