import type { Database, Statements } from './database.js';

/** So long may nobody be there to make partitions before events go into the default one. */
const monthsAhead = 3;
/** Whoever reads a partition for long (pg_dump does) keeps it from changing: nobody may have to wait behind us for that. */
const lockTimeoutMs = 500;
const dayMs = 24 * 3_600_000;

/** More months than that in the default partition come of a clock that was wrong, not of nobody being there. */
const mostMonths = 12;

/** Or several, where nobody was there to make one for each. */
interface Month {
  /** Of its partition. */
  readonly name: string;
  readonly from: Date;
  readonly to: Date;
}

/** The partitions of the event log: a month each, and a default one for what comes outside of them, which never keeps it. */
export class EventMonths {
  constructor(private readonly database: Database) {}

  /** Makes this month and the next ones, and those whose events have come too early for them. Answers which are new. */
  async prepare(now = new Date()): Promise<string[]> {
    const [strays, there] = [await this.#strays(), await monthsOf(this.database)];
    const made: string[] = [];
    const add = async (month: Month, make: typeof makeOfDefault) => {
      there.push(month);
      const name = await this.#change((tx) => makeIfMissing(tx, month, make));
      if (name) made.push(name);
    };
    const [first, last] = [strays[0], strays.at(-1)];
    const span = first && last && { ...first, to: last.to };
    if (span && span.to < monthAt(span.from, mostMonths).to && !there.some((month) => overlap(month, span)))
      await add(span, makeOfDefault);
    for (const month of [...strays, ...Array.from({ length: monthsAhead + 1 }, (_, ahead) => monthAt(now, ahead))])
      if (!there.some((one) => overlap(one, month))) await add(month, makeEmpty);
    return made;
  }

  /**
   * Months that may go as a whole: those that are empty, and those that ended more days ago, unless a job that is still at
   * work began in them. Without days, only the empty ones.
   */
  async over(days: number | undefined, now = new Date()): Promise<OldMonth[]> {
    const over: OldMonth[] = [];
    for (const month of await monthsOf(this.database)) {
      const bytes = await bytesIfOver(this.database, month, { days, now });
      if (bytes !== undefined) over.push({ name: month.name, bytes });
    }
    return over;
  }

  /** Answers whether it went: it stays when an event has come into it since, or a job that began in it is at work again. */
  drop({ name }: OldMonth, days: number | undefined, now = new Date()): Promise<boolean> {
    return this.#change(async (tx) => {
      const month = (await monthsOf(tx)).find((one) => one.name === name);
      if (!month) return false;
      // Reading goes on, and writing into other months.
      await tx.execute(`LOCK TABLE ${name} IN SHARE ROW EXCLUSIVE MODE`);
      if ((await bytesIfOver(tx, month, { days, now })) === undefined) return false;
      await tx.execute(`DROP TABLE ${name}`);
      return true;
    });
  }

  /** How many events the default partition has, as far as anybody wants to know. */
  async strayEvents(): Promise<number> {
    const [row] = await this.database.query<{ events: number }>(
      'SELECT count(*)::int AS events FROM (SELECT 1 FROM events_default LIMIT 1000) stray',
    );
    return row!.events; // an aggregate has one row
  }

  async #strays(): Promise<Month[]> {
    const rows = await this.database.query<{ at: Date }>(
      `SELECT DISTINCT date_trunc('month', at, 'UTC') AS at FROM events_default ORDER BY 1`,
    );
    return rows.map(({ at }) => monthAt(at));
  }

  #change<Result>(work: (tx: Statements) => Promise<Result>) {
    return this.database.transaction(async (tx) => {
      await tx.execute(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      // One change at a time; it keeps nobody from reading or writing.
      await tx.execute('LOCK TABLE ONLY events IN SHARE UPDATE EXCLUSIVE MODE');
      return work(tx);
    });
  }
}

export interface OldMonth {
  readonly name: string;
  readonly bytes: number;
}

function monthAt(moment: Date, ahead = 0): Month {
  const from = new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + ahead));
  const to = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + 1));
  return { name: `events_${from.toISOString().slice(0, 7).replace('-', '_')}`, from, to };
}

const overlap = (one: Month, other: Month) => one.from < other.to && other.from < one.to;

/** What is attached: a table that has the name of a month may be one that somebody has detached. */
const monthsOf = (statements: Statements) =>
  statements.query<Month>(
    `SELECT name, bounds[1]::timestamptz AS from, bounds[2]::timestamptz AS to FROM (
       SELECT relname AS name, regexp_match(pg_get_expr(relpartbound, oid), 'FROM \\(''(.+)''\\) TO \\(''(.+)''\\)') AS bounds
       FROM pg_inherits JOIN pg_class ON oid = inhrelid WHERE inhparent = 'events'::regclass
     ) partition WHERE bounds IS NOT NULL ORDER BY 2`,
  );

/** How large a month is that may go. */
async function bytesIfOver(
  statements: Statements,
  { name, to }: Month,
  { days, now }: { days: number | undefined; now: Date },
) {
  if (to.getTime() >= now.getTime() - dayMs) return undefined;
  const isOld = days !== undefined && to.getTime() < now.getTime() - days * dayMs;
  const [row] = await statements.query<{ bytes: number }>(
    `SELECT pg_total_relation_size('${name}')::float8 AS bytes WHERE NOT EXISTS (SELECT FROM ${name})
       OR $1 AND NOT EXISTS (SELECT FROM jobs WHERE finished_at IS NULL AND started_at < $2)`,
    [isOld, to],
  );
  return row?.bytes;
}

/** Answers the name of its partition; undefined where another replica has been quicker. */
async function makeIfMissing(tx: Statements, month: Month, make: typeof makeOfDefault) {
  if ((await monthsOf(tx)).some((one) => overlap(one, month))) return undefined;
  const name = await freeName(tx, month.name);
  await make(tx, { ...month, name });
  return name;
}

/** A month that was detached, to be kept elsewhere, has its name still. */
async function freeName(tx: Statements, name: string, number = 1): Promise<string> {
  const wanted = number === 1 ? name : `${name}_${number}`;
  const [taken] = await tx.query('SELECT 1 WHERE to_regclass($1) IS NOT NULL', [wanted]);
  return taken ? freeName(tx, name, number + 1) : wanted;
}

const attach = (tx: Statements, { name, from, to }: Month) =>
  tx.execute(
    `ALTER TABLE events ATTACH PARTITION ${name} FOR VALUES FROM ('${from.toISOString()}') TO ('${to.toISOString()}')`,
  );

/**
 * No row moves: the default partition becomes that of the months that it holds, and there is a new one. Its rows are read
 * once while nobody can write. A constraint that was validated before would spare that, and refuse events if it stayed behind.
 */
async function makeOfDefault(tx: Statements, month: Month) {
  await tx.execute('LOCK TABLE ONLY events IN ACCESS EXCLUSIVE MODE');
  await tx.execute('ALTER TABLE events DETACH PARTITION events_default');
  await tx.execute(`ALTER TABLE events_default RENAME TO ${month.name}`);
  await attach(tx, month);
  await tx.execute('CREATE TABLE events_default PARTITION OF events DEFAULT');
}

/** With the rows of the default partition that belong there, or it could not be attached. */
async function makeEmpty(tx: Statements, month: Month) {
  const { name, from, to } = month;
  await tx.execute('LOCK TABLE ONLY events IN SHARE ROW EXCLUSIVE MODE');
  await tx.execute('LOCK TABLE events_default IN ACCESS EXCLUSIVE MODE');
  await tx.execute(`CREATE TABLE ${name} (LIKE events INCLUDING ALL)`);
  await tx.execute(
    `WITH early AS (DELETE FROM events_default WHERE at >= $1 AND at < $2 RETURNING *) INSERT INTO ${name} SELECT * FROM early`,
    [from, to],
  );
  await attach(tx, month);
}
