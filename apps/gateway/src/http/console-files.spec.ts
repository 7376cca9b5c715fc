import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { configureHttp } from './configure-http.js';
import { ProblemsController } from './problems.controller.js';

@Module({ controllers: [ProblemsController] })
class TestModule {}

async function gatewayWith(CONSOLE_DIR: string) {
  const logger = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
  const configure = (app: NestFastifyApplication) =>
    configureHttp(app, { JOB_STATUS_URL: 'http://127.0.0.1:9', CONSOLE_DIR });
  return createApp({ name: 'test', module: TestModule, env: readEnv(serviceEnv, {}), configure }, logger);
}

describe('the console', () => {
  let folder: string;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'console-'));
    await mkdir(join(folder, 'dist/assets'), { recursive: true });
    await writeFile(join(folder, 'dist/index.html'), '<title>Polyspool</title>');
    await writeFile(join(folder, 'dist/assets/main-a1b2.js'), 'start()');
    await writeFile(join(folder, 'dist/.env'), 'secret');
    await writeFile(join(folder, 'secret.txt'), 'secret');
    app = await gatewayWith(join(folder, 'dist'));
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterAll(async () => {
    await app.close();
    await rm(folder, { recursive: true });
  });

  const get = (url: string, accept = 'text/html') => app.inject({ method: 'GET', url, headers: { accept } });

  it.each(['/', '/jobs/0199', '/index.html'])('answers %s with its page, asked for anew each time', async (url) => {
    const answer = await get(url);

    expect(answer.statusCode).toBe(200);
    expect(answer.body).toContain('Polyspool');
    expect(answer.headers['content-type']).toContain('text/html');
    expect(answer.headers['cache-control']).toBe('no-cache');
  });

  it('lets assets be kept for ever', async () => {
    const answer = await get('/assets/main-a1b2.js', '*/*');

    expect(answer.body).toBe('start()');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
  });

  it.each(['/v1', '/v1/nothing', '/api/x', '/health/nothing', '/problems/nothing', '/openapi.json', '/internal/x'])(
    'is not what %s answers',
    async (url) => {
      expect((await get(url)).json()).toMatchObject({ code: 'route.unknown' });
    },
  );

  it('answers a missing asset with a problem, not with its page', async () => {
    expect((await get('/assets/gone.js', '*/*')).statusCode).toBe(404);
  });

  it.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/assets/%2e%2e/%2e%2e/secret.txt', '/.env'])(
    'shows no file but its own: %s',
    async (url) => {
      expect((await get(url, '*/*')).body).not.toBe('secret');
    },
  );

  it('refuses to start without a page', async () => {
    await expect(gatewayWith(folder)).rejects.toThrow('index.html');
  });
});
