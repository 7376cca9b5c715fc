import { randomBytes } from 'node:crypto';
import { withSession } from './session.js';

/** A younger one may be just about to be used. */
const leftOverAfterMs = 60_000;
const inUse = '55006';

interface Options {
  readonly url: string;
  readonly signal?: AbortSignal | undefined;
  /** Tells when one was made, for tests. */
  readonly now?: number;
}

/** Lends a new, empty database beside that of `url`, and drops it however `use` ends. Those that killed processes have left are dropped first. */
export async function withScratchDatabase<Result>(
  { url, signal, now = Date.now() }: Options,
  use: (scratchUrl: string) => Promise<Result>,
): Promise<Result> {
  const at = { url, name: 'scratch' };
  const prefix = prefixFor(url);
  const name = `${prefix}${now.toString(36)}_${randomBytes(4).toString('hex')}`;
  await withSession(at, async (session) => {
    for (const leftover of await session.query<{ name: string }>(leftovers, [`${prefix}%`])) {
      if (madeAt(leftover.name, prefix) < Date.now() - leftOverAfterMs) await dropUnused(session, leftover.name);
    }
    await session.execute(`CREATE DATABASE "${name}" TEMPLATE template0`);
  });
  const scratch = new URL(url);
  scratch.pathname = `/${name}`;
  try {
    // A connection from the first to the last moment: nobody takes it for a leftover.
    return await withSession({ url: scratch.href, name: 'scratch', signal }, () => use(scratch.href));
  } finally {
    await withSession(at, (session) => session.execute(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
  }
}

const leftovers = `SELECT datname AS name FROM pg_database d
  WHERE datname LIKE $1 AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)`;

async function dropUnused(session: { execute(sql: string): Promise<number> }, name: string) {
  await session.execute(`DROP DATABASE IF EXISTS "${name}"`).catch((error: { code?: unknown }) => {
    if (error.code !== inUse) throw error; // somebody looks into it: the next one drops it
  });
}

/** Names of databases have at most 63 letters. */
const prefixFor = (url: string) =>
  `${new URL(url).pathname
    .slice(1)
    .replace(/[^a-z0-9]/gi, '')
    .slice(0, 30)}_scratch_`;

const madeAt = (name: string, prefix: string) => parseInt(name.slice(prefix.length), 36);
