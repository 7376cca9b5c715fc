import { randomUUID } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import pg from 'pg';
import { Daemon } from '../faults/daemon.ts';
import { makeFolder, root, serviceSpec } from '../faults/service-processes.ts';
import { dataFolders } from '../start/data-folders.ts';
import { findServices } from '../start/find-services.ts';
import { freePort } from '../start/free-port.ts';
import { Guard } from '../start/guard.ts';
import { runProgram } from '../start/run-program.ts';
import { newEncryptionKey, newProvenanceKey, randomSecret } from '../start/secrets.ts';
import { sharedEnvironment } from '../start/service-environment.ts';
import type { Surroundings } from '../start/service-environment.ts';

/** Built services on the stores of the tests, with databases of their own; all of it is gone afterwards. */
export async function openRestorableSystem() {
  const folder = makeFolder();
  const guard = await Guard.start(() => undefined);
  guard.removeAtEnd(folder);
  const [databaseUrl, redisUrl] = [storeNamed('TEST_DATABASE_URL'), storeNamed('TEST_REDIS_URL')];
  const prefix = `test-${randomUUID()}`;
  const databases: string[] = [];
  const running: Daemon[] = [];
  const jobStatusPort = await freePort();
  const environment = environments({ stateFolder: folder, redisUrl, jobStatusPort }, prefix);
  return {
    newDatabase: async () => {
      const name = `test_${randomUUID().replaceAll('-', '')}`;
      await onServer(databaseUrl, `CREATE DATABASE ${name}`);
      databases.push(name);
      return Object.assign(new URL(databaseUrl), { pathname: `/${name}` }).href;
    },
    run: (script: string, app: string, url: string, more: NodeJS.ProcessEnv = {}) =>
      runProgram(script, { cwd: join(root, 'apps', app), env: { ...environment(url), ...more }, args: [script] }),
    /** The newest, into there. The password is in the environment only, as a careful operator has it. */
    restore: (target: string) => {
      const { password } = new URL(target);
      const into = Object.assign(new URL(target), { password: '' }).href;
      const env = { ...environment(databaseUrl), PGPASSWORD: decodeURIComponent(password) };
      const args = [join(root, 'tools/restore/restore.ts'), 'newest', '--into', into];
      return runProgram('restore', { cwd: root, env, args });
    },
    /** Answers where it listens. */
    start: async (name: string, url: string) => {
      const service = findServices(root).find((one) => one.name === name)!; // apps of this checkout
      const port = name === 'job-status' ? jobStatusPort : await freePort();
      const place = { folder, port, shared: environment(url), name: `${name}-${running.length}` };
      const daemon = new Daemon(serviceSpec(service, place), guard, () => undefined);
      running.push(daemon);
      await daemon.start();
      return `http://127.0.0.1:${port}`;
    },
    ...storageOf(folder),
    stopServices: () => Promise.all(running.splice(0).map((daemon) => daemon.stop())),
    close: async () => {
      await Promise.all(running.map((daemon) => daemon.stop()));
      for (const name of databases) await onServer(databaseUrl, `DROP DATABASE ${name} WITH (FORCE)`);
      await removeKeys(redisUrl, prefix);
      await guard.close();
    },
  };
}

export type RestorableSystem = Awaited<ReturnType<typeof openRestorableSystem>>;

/** As `cp -a` and `rm -r` do it. */
function storageOf(folder: string) {
  const [storage, copy] = [dataFolders(folder).storage, join(folder, 'copy')];
  return {
    copyStorage: () => cpSync(storage, copy, { recursive: true, preserveTimestamps: true }),
    loseStorage: () => rmSync(storage, { recursive: true }),
    restoreStorage: () => cpSync(copy, storage, { recursive: true, preserveTimestamps: true }),
  };
}

/** What services are told, by the database that they are to have. */
function environments(place: Pick<Surroundings, 'stateFolder' | 'redisUrl' | 'jobStatusPort'>, prefix: string) {
  const settings = { QUEUE_PREFIX: prefix, SHUTDOWN_GRACE_S: '1', HEALTH_CHECK_CRON: 'off', LOG_LEVEL: 'warn' };
  const secrets = {
    linkSecret: randomSecret(),
    encryptionKeys: newEncryptionKey(),
    backupKey: newEncryptionKey(),
    provenanceKey: newProvenanceKey(),
  };
  const temporary = join(place.stateFolder, 'tmp');
  return (databaseUrl: string): NodeJS.ProcessEnv => {
    const around = { root, databaseUrl, ...place, ...secrets };
    const { NODE_OPTIONS: _jests, ...shared } = sharedEnvironment(around, { ...process.env, ...settings });
    return { ...shared, TMPDIR: temporary, UPLOAD_SPOOL_DIR: temporary };
  };
}

function storeNamed(name: 'TEST_DATABASE_URL' | 'TEST_REDIS_URL') {
  const url = process.env[name];
  if (!url) throw new Error(`${name} is not set: run this by npm test`);
  return url;
}

async function onServer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

async function removeKeys(url: string, prefix: string) {
  const redis = new Redis(url);
  const keys = await redis.keys(`*${prefix}*`);
  if (keys.length) await redis.unlink(keys);
  redis.disconnect();
}
