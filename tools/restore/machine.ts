import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { ReaderShell } from '../docs-examples/reader-shell.ts';
import { Daemon } from '../faults/daemon.ts';
import { startStores } from '../faults/private-stores.ts';
import { makeFolder, root, serviceSpec } from '../faults/service-processes.ts';
import { dataFolders } from '../start/data-folders.ts';
import { findServices } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import { runProgram } from '../start/run-program.ts';
import { newEncryptionKey, newProvenanceKey, randomSecret } from '../start/secrets.ts';
import { sharedEnvironment } from '../start/service-environment.ts';

/** What somebody keeps in a second place: the keys of the services, and those of people. */
export const newKeys = () => ({
  linkSecret: randomSecret(),
  encryptionKeys: newEncryptionKey(),
  backupKey: newEncryptionKey(),
  provenanceKey: newProvenanceKey(),
  userKey: `psk_${randomSecret()}`,
  adminKey: `psk_${randomSecret()}`,
});

export type Keys = ReturnType<typeof newKeys>;
export type Machine = Awaited<ReturnType<typeof openMachine>>;

const settings = { SHUTDOWN_GRACE_S: '1', HEALTH_CHECK_CRON: 'off', LOG_LEVEL: 'warn' };
const role = 'keeper';

/** PostgreSQL without a database, an empty Redis, this checkout as it was built, and a shell; all of it can be lost. */
export async function openMachine(keys: Keys, copy: string) {
  const folder = makeFolder();
  const guard = await Guard.start(() => undefined);
  guard.removeAtEnd(folder);
  const daemons: Daemon[] = [];
  const stores = await startStores(folder, (spec) => new Daemon(spec, guard, () => undefined));
  const server = Object.assign(new URL(stores.databaseUrl), { pathname: '/postgres' });
  const database = await prepareRole(server);
  const ports = new Map<string, number>();
  for (const { name } of findServices(root)) ports.set(name, await freePort());
  const gatewayUrl = `http://127.0.0.1:${ports.get('gateway')}`;
  const env = environment(folder, { ...keys, ...stores, ...database, jobStatusPort: ports.get('job-status') });
  const shell = new ReaderShell(checkoutIn(folder), {
    ...env,
    ...words({ folder, copy, gatewayUrl, keys, ...database }),
  });
  return {
    gatewayUrl,
    /** With tables and people, as the first start of all makes it. */
    makeDatabase: async () => {
      await sql(server, `CREATE DATABASE polyspool OWNER ${role}`);
      const own = { POLYSPOOL_USER_KEY: keys.userKey, POLYSPOOL_ADMIN_KEY: keys.adminKey };
      for (const script of ['dist/migrate.js', 'dist/local-keys.js'])
        await runProgram(script, { cwd: join(root, 'apps/gateway'), env: { ...env, ...own }, args: [script] });
    },
    start: async (...names: readonly string[]) => {
      const found = findServices(root).filter(({ name }) => names.includes(name));
      const started = found.map((service) => {
        const spec = serviceSpec(service, { folder, port: ports.get(service.name)!, shared: env }); // each has one
        return new Daemon(spec, guard, () => undefined);
      });
      daemons.push(...started);
      await Promise.all(started.map((one) => one.start()));
    },
    type: (statements: readonly string[]) => typeAll(shell, statements),
    tryTo: (statement: string) => shell.type(statement),
    close: async () => {
      shell.close();
      await Promise.all(daemons.map((one) => one.stop()));
      for (const store of [stores.redis, stores.postgres]) await store.stop();
      await guard.close();
    },
  };
}

/** Answers what each has said. */
async function typeAll(shell: ReaderShell, statements: readonly string[]) {
  const said: string[] = [];
  for (const statement of statements) {
    const typed = await shell.type(statement);
    if (typed.exitCode !== 0) throw new Error(`${statement}: ${typed.said}`);
    said.push(typed.said);
  }
  return said;
}

/** A role that may make databases, and no more; its database is yet to be made. */
async function prepareRole(server: URL) {
  const password = randomSecret();
  await sql(server, 'DROP DATABASE polyspool');
  await sql(server, `CREATE ROLE ${role} LOGIN CREATEDB PASSWORD '${password}'`);
  const databaseUrl = `postgres://${role}:${password}@${server.host}/polyspool`;
  return { databaseUrl, databasePort: server.port, password };
}

type Around = Omit<Parameters<typeof sharedEnvironment>[0], 'root' | 'stateFolder'>;

/** Without what Jest has in it for itself. */
function environment(folder: string, around: Around) {
  const { NODE_OPTIONS: _jests, ...env } = sharedEnvironment(
    { root, stateFolder: folder, ...around },
    { ...process.env, ...settings },
  );
  return { ...env, UPLOAD_SPOOL_DIR: dataFolders(folder).temporary };
}

interface Place {
  readonly folder: string;
  readonly copy: string;
  readonly gatewayUrl: string;
  readonly keys: Keys;
  readonly databasePort: string;
  readonly password: string;
}

/** What the page takes for granted. */
function words({ folder, copy, gatewayUrl, keys, databasePort, password }: Place) {
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  const { storage } = dataFolders(folder);
  return {
    ...{ storage, STORAGE_URL: pathToFileURL(storage).href, copy, password: passwordFile },
    ...{ host: '127.0.0.1', port: databasePort, user: role },
    ...{ gateway: gatewayUrl, api: `${gatewayUrl}/v1`, admin: `Authorization: Bearer ${keys.adminKey}` },
    ...{ POLYSPOOL_URL: gatewayUrl, POLYSPOOL_KEY: keys.adminKey },
  };
}

function checkoutIn(folder: string) {
  const checkout = join(folder, 'checkout');
  mkdirSync(checkout);
  for (const name of ['tools', 'node_modules', 'package.json']) symlinkSync(join(root, name), join(checkout, name));
  return checkout;
}

async function sql({ href }: URL, statement: string) {
  const client = new pg.Client({ connectionString: href });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
