import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { dataFolders } from './data-folders.ts';
import type { FoundService } from './find-services.ts';
import { publicKeysOf } from './secrets.ts';

export interface Surroundings {
  readonly root: string;
  readonly stateFolder: string;
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly linkSecret: string;
  readonly encryptionKeys: string;
  readonly provenanceKey: string;
  /** Without it there are no backups. */
  readonly backupKey?: string;
  readonly jobStatusPort: number | undefined;
}

const loopback = '127.0.0.1';
/** The caller's own affair. HOST among them: some shells have one, and it would open every service to the network. */
const notPassedOn = /^(npm_|INIT_CWD$|NODE_CHANNEL|PORT$|HOST$|POLYSPOOL_)/;

/** What every service is told, the caller's own settings included (`QUEUE_VIDEO_CONCURRENCY=2 npm start`). */
export function sharedEnvironment(around: Surroundings, caller: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  const kept = Object.entries(caller).filter(([name, value]) => value !== '' && !notPassedOn.test(name));
  const tracing = caller.OTEL_EXPORTER_OTLP_ENDPOINT || caller.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT;
  const { storage, spool, temporary, words } = dataFolders(around.stateFolder);
  return {
    ...(tracing ? {} : { OTEL_SDK_DISABLED: 'true' }),
    LOG_LEVEL: 'info',
    SHUTDOWN_GRACE_S: '2',
    STORAGE_URL: pathToFileURL(storage).href,
    UPLOAD_SPOOL_DIR: spool,
    WORDS_CACHE_FOLDER: words,
    ENCRYPTION_KEYS: around.encryptionKeys,
    PROVENANCE_KEY: around.provenanceKey,
    ...(around.backupKey ? { BACKUP_KEY: around.backupKey } : {}),
    // Whoever may use this machine may have it call itself; others who reach the gateway may not.
    ...(caller.POLYSPOOL_HOST ? {} : { WEBHOOK_ALLOWED_NETWORKS: '127.0.0.0/8,::1/128' }),
    ...Object.fromEntries(kept),
    // Services run in their own folders.
    ...(caller.LOG_FILE ? { LOG_FILE: resolve(around.root, caller.LOG_FILE) } : {}),
    NODE_ENV: 'production',
    TMPDIR: temporary,
    HOST: caller.POLYSPOOL_HOST || loopback,
    DATABASE_URL: around.databaseUrl,
    REDIS_URL: around.redisUrl,
    LINK_SECRET: around.linkSecret,
    CONSOLE_DIR: join(around.root, 'apps/console/dist'),
    ...(around.jobStatusPort ? { JOB_STATUS_URL: `http://${loopback}:${around.jobStatusPort}` } : {}),
  };
}

/** For measurements: one program asks as often as it can. */
export const unlimitedRequests = {
  RATE_LIMIT_KEY_READS: '0',
  RATE_LIMIT_KEY_WRITES: '0',
  RATE_LIMIT_PERSON_READS: '0',
  RATE_LIMIT_PERSON_WRITES: '0',
};

const notForWorkers = ['DATABASE_URL', 'LINK_SECRET', 'MAIL_URL', 'SMS_TOKEN'];
/** Media that were made, and certificates of erasures. */
const signing = ['generation-worker', 'maintenance'];
/** It is a client of the gateway, beside Redis. */
const notForTheBridge = ['DATABASE_URL', 'LINK_SECRET', 'MAIL_URL', 'SMS_TOKEN', 'STORAGE_URL', 'ENCRYPTION_KEYS'];
const onlyForTheGateway = ['CONSOLE_DIR', 'JOB_STATUS_URL', 'METRICS_KEY', 'UPLOAD_SPOOL_DIR'];

export function environmentOf(service: FoundService, port: number, shared: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = { ...shared, PORT: String(port) };
  if (service.name !== 'gateway') {
    for (const name of onlyForTheGateway) delete env[name];
    env.HOST = loopback;
  } else if (env.PROVENANCE_KEY) {
    env.PROVENANCE_PUBLIC_KEYS ??= publicKeysOf(env.PROVENANCE_KEY);
  }
  if (!signing.includes(service.name)) delete env.PROVENANCE_KEY;
  if (service.name !== 'maintenance') delete env.BACKUP_KEY;
  if (service.name === 'celery-bridge') for (const name of notForTheBridge) delete env[name];
  else delete env.CELERY_BRIDGE_KEY;
  if (service.name === 'job-status') delete env.ENCRYPTION_KEYS; // it passes on what others have encrypted
  if (service.isWorker) for (const name of notForWorkers) delete env[name];
  return env;
}

/** Where this machine reaches a service with that environment. */
export function urlOf({ HOST = loopback, PORT }: NodeJS.ProcessEnv): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? loopback : HOST;
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`;
}
