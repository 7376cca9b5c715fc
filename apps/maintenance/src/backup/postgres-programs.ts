import { AppError } from '@polyspool/contracts/errors';
import { findExecutable } from '@polyspool/processes/find-executable';
import { type ProgramOutput, runProgram } from '@polyspool/processes/run-program';
import { readdir } from 'node:fs/promises';

/** Where Debian keeps them, by version. */
const versionsFolder = '/usr/lib/postgresql';

export interface PostgresCall {
  readonly program: 'pg_dump' | 'pg_restore';
  readonly databaseUrl: string;
  readonly args: readonly string[];
  readonly signal?: AbortSignal | undefined;
}

/** Runs what comes with PostgreSQL: of the newest version here, or of the folder that is named. */
export class PostgresPrograms {
  constructor(private readonly folder?: string) {}

  /** Throws `process.missing`, `process.failed`. */
  async run({ program, databaseUrl, args, signal }: PostgresCall): Promise<ProgramOutput> {
    return runProgram({
      command: await this.#find(program),
      args,
      // Not among the arguments: those can be seen by everybody on the machine.
      env: connectionOf(databaseUrl),
      ...(signal && { signal }),
      graceMs: 5_000,
    });
  }

  async #find(program: string) {
    const folders = this.folder ?? [...(await newestFirst()), '/usr/local/bin', '/usr/bin'].join(':');
    return findExecutable(program, folders).catch((cause: unknown) => {
      throw new AppError('process.missing', `${program} is not installed: it comes with postgresql-client`, { cause });
    });
  }
}

async function newestFirst() {
  const versions = await readdir(versionsFolder).catch(() => []);
  const numbers = versions.map(Number).filter((version) => Number.isFinite(version));
  return numbers.sort((a, b) => b - a).map((version) => `${versionsFolder}/${version}/bin`);
}

/** libpq's names for what stands in a URL. */
function connectionOf(databaseUrl: string): Record<string, string> {
  const { hostname, port, username, password, pathname, searchParams } = new URL(databaseUrl);
  const ssl = searchParams.get('sslmode');
  const parts = {
    PGHOST: searchParams.get('host') ?? decodeURIComponent(hostname).replace(/^\[|\]$/g, ''),
    PGPORT: port,
    PGUSER: decodeURIComponent(username),
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: decodeURIComponent(pathname.slice(1)),
    // node-postgres has one word that libpq has not.
    PGSSLMODE: ssl === 'no-verify' ? 'require' : ssl,
    PGSSLROOTCERT: searchParams.get('sslrootcert'),
    PGSSLCERT: searchParams.get('sslcert'),
    PGSSLKEY: searchParams.get('sslkey'),
    PGCONNECT_TIMEOUT: '10',
  };
  return Object.fromEntries(Object.entries(parts).filter((part): part is [string, string] => Boolean(part[1])));
}
