import { APP_GUARD, APP_PIPE } from '@nestjs/core';
import { type DynamicModule, Module, StandardSchemaValidationPipe } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Access } from '@polyspool/access/access';
import { AppError } from '@polyspool/contracts/errors';
import type { FileKey } from '@polyspool/contracts/files';
import { inputError } from '@polyspool/contracts/input';
import { Database } from '@polyspool/database/database';
import { DatabaseModule } from '@polyspool/database/database.module';
import { People } from '@polyspool/database/people';
import { makeTestDatabase } from '@polyspool/database/testing-database';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { DiskStorage } from '@polyspool/storage/disk-storage';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyGuard } from '../access/key-guard.js';
import { ArtifactsModule } from '../artifacts/artifacts.module.js';
import { configureHttp } from '../http/configure-http.js';
import { registerMultipart } from './register-multipart.js';
import type { UploadOptions } from './upload-options.js';
import { UploadsModule } from './uploads.module.js';

const guard = { provide: APP_GUARD, useClass: KeyGuard };
const checkInput = new StandardSchemaValidationPipe({
  exceptionFactory: (issues) => inputError(issues as Parameters<typeof inputError>[0]),
});

@Module({ providers: [Access, guard, { provide: APP_PIPE, useValue: checkInput }] })
class TestModule {}

export const keys = { anna: 'key-of-anna', ben: 'key-of-ben', operator: 'key-of-operator' };

/** A disk that can be told to fail. */
class FakeFailingDisk extends DiskStorage {
  away = false;

  override async adopt(path: string, key: FileKey) {
    if (this.away) throw new AppError('storage.unavailable', 'The disk is away');
    return super.adopt(path, key);
  }
}

/** A listening gateway with files on disk and a database of its own. For tests only. */
export async function openGateway(uploads: Partial<UploadOptions> = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'gateway-spec-'));
  const spoolFolder = join(folder, 'spool');
  const storage = new FakeFailingDisk(join(folder, 'storage'));
  const links = { secret: 'a secret that is long enough for a test' };
  const testDatabase = await makeTestDatabase(testStores().TEST_DATABASE_URL);
  const app = await startApp([
    DatabaseModule.forRoot({ url: testDatabase.url }),
    UploadsModule.forRoot({ storage, links, uploads: { maxBytes: 1024 ** 3, ...uploads, spoolFolder } }),
    ArtifactsModule.forRoot({ storage, links }),
  ]);
  const people = app.get(People);
  const anna = await people.ensure('Anna', 'user', keys.anna);
  await people.ensure('Ben', 'user', keys.ben);
  await people.ensure('Olga', 'operator', keys.operator);
  const database = app.get(Database);
  const url = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  const ask = (method: string, path: string, key: string | undefined = keys.anna, init: RequestInit = {}) =>
    fetch(url + path, { ...init, method, headers: { ...init.headers, authorization: `Bearer ${key}` } });
  return {
    url,
    app,
    anna,
    folder,
    storage,
    database,
    ask,
    send: (form: FormData, key?: string) => ask('POST', '/v1/uploads', key, { body: form }),
    /** All that an upload may leave: folders in the spool, files in the storage, rows. */
    traces: async () => ({
      spooled: await readdir(spoolFolder),
      stored: await filesIn(join(folder, 'storage/uploads')),
      rows: (await database.query<{ id: string }>('SELECT id FROM uploads ORDER BY id')).map((row) => row.id),
    }),
    close: async () => {
      await app.close();
      await testDatabase.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startApp(imports: DynamicModule[]) {
  const env = readEnv(serviceEnv, { LOG_LEVEL: 'silent' });
  const logger = await createLogger({ name: 'test', ...env });
  const configure = async (app: NestFastifyApplication) => {
    await registerMultipart(app, 500);
    await configureHttp(app, { JOB_STATUS_URL: 'http://127.0.0.1:9' });
  };
  const app = await createApp({ name: 'test', module: { module: TestModule, imports }, env, configure }, logger);
  await app.listen(0, '127.0.0.1');
  return app;
}

export type TestGateway = Awaited<ReturnType<typeof openGateway>>;

export function formOf(bytes: Uint8Array | string, name = 'clip.mp4', field = 'file') {
  const form = new FormData();
  form.append(field, new Blob([new Uint8Array(Buffer.from(bytes))]), name);
  return form;
}

export const jsonOf = async <Shape>(answer: Response) => (await answer.json()) as Shape;

const filesIn = (folder: string) =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
