import { accessEnv } from '@polyspool/access/access-env';
import { AppError } from '@polyspool/contracts/errors';
import { Database } from '@polyspool/database/database';
import { People } from '@polyspool/database/people';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { EncryptionKeys } from '@polyspool/jobs/packing/encryption-keys';
import { Networks } from '@polyspool/messengers/webhook/networks';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { Storage } from '@polyspool/storage/storage';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { limitEnv } from '../access/limit-env.js';
import { AppModule } from '../app.module.js';
import { configureGateway } from '../configure-gateway.js';
import type { GatewayEnv } from '../env.js';

export const keys = { anna: 'key-of-anna', ben: 'key-of-ben', operator: 'key-of-operator', admin: 'key-of-admin' };

/** The gateway as it is in production, listening, with files on disk and a database of its own. For tests only. */
export async function openGateway(
  settings: Partial<GatewayEnv> = {},
  wayTo = async (databaseUrl: string) => databaseUrl,
) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-spec-'));
  const testDatabase = await makeTestDatabase(testStores().TEST_DATABASE_URL);
  const env = { ...settingsIn(folder), DATABASE_URL: await wayTo(testDatabase.url), ...settings };
  const lines: LogLine[] = [];
  const app = await startApp(env, lines);
  const people = app.get(People);
  const anna = await people.ensure('Anna', 'user', keys.anna);
  await people.ensure('Ben', 'user', keys.ben);
  await people.ensure('Olga', 'operator', keys.operator);
  await people.ensure('Ada', 'admin', keys.admin);
  const database = app.get(Database);
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const ask = (method: string, path: string, key: string | undefined = keys.anna, init: RequestInit = {}) =>
    fetch(url + path, { ...init, method, headers: { ...init.headers, authorization: `Bearer ${key}` } });
  return {
    url,
    app,
    anna,
    folder,
    storage: app.get(Storage),
    database,
    ask,
    /** What was logged, as fields. */
    lines,
    send: (form: FormData, key?: string) => ask('POST', '/v1/uploads', key, { body: form }),
    /** All that an upload may leave: folders in the spool, folders in the storage, rows. */
    traces: async () => ({
      spooled: await readdir(env.UPLOAD_SPOOL_DIR),
      stored: await namesIn(join(folder, 'storage/uploads')),
      rows: (await database.query<{ id: string }>('SELECT id FROM uploads ORDER BY id')).map((row) => row.id),
    }),
    close: async () => {
      await app.close();
      await testDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type TestGateway = Awaited<ReturnType<typeof openGateway>>;
export type LogLine = Readonly<Record<string, unknown>>;

const settingsIn = (folder: string) => ({
  ...readEnv({ ...serviceEnv, ...accessEnv, ...limitEnv }, { LOG_LEVEL: 'info' }),
  QUEUE_PREFIX: 'polyspool',
  DATABASE_POOL_SIZE: 10,
  JOB_STATUS_URL: 'http://127.0.0.1:9',
  STORAGE_URL: `file://${folder}/storage`,
  PUBLIC_URL: 'http://127.0.0.1:8000',
  MAIL_CATCHER_URL: undefined,
  TRACE_URL: 'http://jaeger.local/trace/{traceId}?uiFind={jobId}',
  METRICS_KEY: undefined,
  LINK_SECRET: 'a secret that is long enough for a test',
  MAX_UPLOAD_BYTES: 1024 ** 3,
  MAX_DOCUMENT_BYTES: 50 * 1024 ** 2,
  MAX_SCRIPT_BYTES: 2 * 1024 ** 2,
  MAX_TEXTS_BYTES: 8 * 1024 ** 2,
  ARCHIVE_URL: undefined,
  GENERATION_PRICES: { currency: 'USD', perImage: {}, perThousandCharacters: {} },
  IMAGE_GENERATOR: 'procedural' as const,
  SPEECH_ENGINE: undefined,
  PROVENANCE_PUBLIC_KEYS: { keys: [] },
  DOCUMENT_TARGET_LANGUAGE: 'es',
  VIDEO_TARGET_LANGUAGE: 'es',
  UPLOAD_SPOOL_DIR: join(folder, 'spool'),
  UPLOAD_IDLE_TIMEOUT_S: 60,
  UPLOAD_PROBES: 2,
  MAX_OPEN_JOBS: 200,
  UPLOADS_PER_USER: 4,
  RESUMABLE_UPLOADS_PER_USER: 16,
  CONSOLE_DIR: undefined,
  WEBHOOK_ALLOWED_NETWORKS: Networks.parse('127.0.0.0/8'),
  ENCRYPTION_KEYS: EncryptionKeys.parse(`test:${Buffer.alloc(32, 't').toString('base64')}`),
});

async function startApp(env: GatewayEnv, lines: LogLine[]) {
  const destination = { write: (line: string) => void lines.push(JSON.parse(line) as LogLine) };
  const logger = await createLogger({ name: 'gateway', LOG_LEVEL: env.LOG_LEVEL, LOG_FORMAT: 'json', destination });
  const app = await createApp(
    { name: 'gateway', module: AppModule.forRoot(env), env, configure: (made) => configureGateway(made, env) },
    logger,
  );
  await app.listen(0, '127.0.0.1');
  return app;
}

/** Goes on while no file can be stored. */
export async function withoutStorage<Result>({ storage }: TestGateway, work: () => Promise<Result>) {
  const { adopt } = storage;
  storage.adopt = async () => {
    throw new AppError('storage.unavailable', 'The disk is away');
  };
  return work().finally(() => (storage.adopt = adopt));
}

export function formOf(bytes: Uint8Array | string, name = 'clip.mp4', field = 'file') {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(Buffer.from(bytes))]), name);
  return form;
}

export const jsonOf = async <Shape>(answer: Response) => (await answer.json()) as Shape;

const namesIn = (folder: string) =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
