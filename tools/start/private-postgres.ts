import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { postgresFolder } from '../setup/system-packages.mjs';
import { stages } from './end-processes.ts';
import { endLeftover } from './leftovers.ts';
import { hashOf } from './run-lock.ts';
import { writePrivately } from './secrets.ts';
import type { logWriter } from './service-log.ts';
import type { ProcessSpec } from './supervisor.ts';

export interface PrivatePostgres {
  readonly folder: string;
  readonly port: number;
  readonly password: string;
  readonly log: ReturnType<typeof logWriter>;
  /** Settings as on its command line, for example `fsync=off`. */
  readonly settings?: readonly string[];
}

const user = 'polyspool';
const isRoot = process.getuid?.() === 0;

/** PostgreSQL refuses to run as root, and its other user has to reach the data: then it lives below /var/lib. */
export function postgresHome(root: string, stateFolder: string): string {
  return isRoot ? `/var/lib/polyspool/${hashOf(root)}` : stateFolder;
}

export const postgresUrl = (port: number, password: string, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** A server of our own from the distribution's programs; durable, on loopback only, with a password. */
export async function preparePostgres({ folder, port, password, log, settings = [] }: PrivatePostgres) {
  const programs = postgresFolder();
  if (!programs) throw new Error('PostgreSQL 15 or newer is not installed. `npm run doctor` says how.');
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const data = join(folder, 'postgres');
  if (existsSync(data)) await endLeftover(data, 'SIGINT');
  const owner = isRoot ? ownerOf(data) : {};
  const run = { cwd: '/', env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC' }, ...owner };
  if (!existsSync(data)) createCluster({ programs, data, password, run });
  else setPassword({ programs, data, password, run });
  const options = ['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'max_connections=200'];
  const durable = ['fsync=on', 'synchronous_commit=on'];
  const spec: ProcessSpec = {
    name: 'postgres',
    stage: stages.database,
    signal: 'SIGINT', // fast: rolls back what is open and ends
    command: join(programs, 'postgres'),
    args: ['-D', data, ...[...options, ...durable, ...settings].flatMap((setting) => ['-c', setting])],
    options: run,
    onLine: log.write,
    tail: log.tail,
    isReady: () => answers(postgresUrl(port, password, 'postgres')),
  };
  return spec;
}

interface Cluster {
  readonly programs: string;
  readonly data: string;
  readonly password: string;
  readonly run: { cwd: string; env: NodeJS.ProcessEnv; uid?: number; gid?: number };
}

/** Made beside its place and moved there when whole: an interrupted initdb leaves nothing that looks like data. */
function createCluster({ programs, data, password, run }: Cluster) {
  const fresh = `${data}.new`;
  const passwordFile = `${data}.password`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writePrivately(passwordFile, password);
  if (run.uid !== undefined) for (const path of [fresh, passwordFile]) chownSync(path, run.uid, run.gid ?? run.uid);
  const options = ['--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'];
  try {
    runOrThrow(join(programs, 'initdb'), ['-D', fresh, '-U', user, `--pwfile=${passwordFile}`, ...options], { ...run });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  writePrivately(markOf(data), hashOf(password));
  renameSync(fresh, data);
}

/** Remembers which password the data have. */
const markOf = (data: string) => `${data}.secret`;

/** The data may be older than the secrets, when somebody removed the state folder but not /var/lib. */
function setPassword({ programs, data, password, run }: Cluster) {
  if (existsSync(markOf(data)) && readFileSync(markOf(data), 'utf8') === hashOf(password)) return;
  const sql = `ALTER ROLE ${user} PASSWORD '${password}'\n`;
  runOrThrow(join(programs, 'postgres'), ['--single', '-D', data, 'postgres'], { ...run, input: sql });
  writePrivately(markOf(data), hashOf(password));
}

function runOrThrow(program: string, args: string[], options: Parameters<typeof spawnSync>[2]) {
  const { status, stderr, error } = spawnSync(program, args, { ...options, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? String(stderr)}`);
}

/** Whoever owns the data already; else the distribution's postgres user; else nobody. */
function ownerOf(data: string): { uid: number; gid: number } {
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    return { uid, gid };
  }
  const users = readFileSync('/etc/passwd', 'utf8').split('\n');
  const line = users.find((one) => one.startsWith('postgres:')) ?? users.find((one) => one.startsWith('nobody:'));
  const [, , uid = '65534', gid = '65534'] = line?.split(':') ?? [];
  return { uid: Number(uid), gid: Number(gid) };
}

async function answers(connectionString: string) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined); // the server went away between connect and end
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if ((error as { code?: string }).code === '28P01') throw error; // wrong password: waiting does not help
    return false;
  }
}

export async function createDatabase(port: number, password: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: postgresUrl(port, password, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (!rowCount) await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}
