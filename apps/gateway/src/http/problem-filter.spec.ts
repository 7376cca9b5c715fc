import { Body, Controller, Get, Module, Param, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppError, isErrorCode } from '@polyspool/contracts/errors';
import { createApp } from '@polyspool/service/create-app';
import { readEnv, serviceEnv } from '@polyspool/service/env';
import { createLogger } from '@polyspool/service/logger';
import { configureHttp } from './configure-http.js';
import { ProblemsController } from './problems.controller.js';

@Controller('v1')
class Failing {
  @Get('fail/:code')
  fail(@Param('code') code: string) {
    if (isErrorCode(code)) throw new AppError(code, 'Said to the caller', { cause: new Error('secret cause') });
    throw new Error(`secret: ${code}`);
  }

  @Post('check')
  check(@Body() body: { pointer?: string }) {
    if (!body.pointer) return body;
    throw new AppError('input.invalid', 'Bad', { pointers: [{ pointer: body.pointer, detail: 'Too small' }] });
  }
}

@Module({ controllers: [ProblemsController, Failing] })
class TestModule {}

describe('an error of the gateway', () => {
  const lines: Record<string, unknown>[] = [];
  let app: NestFastifyApplication;

  beforeAll(async () => {
    const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
    const logger = await createLogger({ name: 'test', LOG_LEVEL: 'debug', LOG_FORMAT: 'json', destination });
    const configure = (made: NestFastifyApplication) => configureHttp(made, { JOB_STATUS_URL: 'http://127.0.0.1:9' });
    app = await createApp({ name: 'test', module: TestModule, env: readEnv(serviceEnv, {}), configure }, logger);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  beforeEach(() => lines.splice(0));
  afterAll(() => app.close());

  const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers });
  const post = (payload: string, type = 'application/json') =>
    app.inject({ method: 'POST', url: '/v1/check', payload, headers: { 'content-type': type } });

  it('is a problem with the code and status of the table', async () => {
    const answer = await get('/v1/fail/upload.unsupported');

    expect(answer.statusCode).toBe(415);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toEqual({
      type: '/problems/upload.unsupported',
      title: 'Files of this kind are not accepted',
      status: 415,
      detail: 'Said to the caller',
      code: 'upload.unsupported',
      traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });

  it('points at what is wrong in the input', async () => {
    const answer = await post('{"pointer":"/input/seconds"}');

    expect(answer.json()).toMatchObject({ errors: [{ pointer: '/input/seconds', detail: 'Too small' }] });
  });

  it('keeps what broke inside to the log', async () => {
    const answer = await get('/v1/fail/password');

    expect(answer.statusCode).toBe(500);
    expect(answer.json()).toMatchObject({ code: 'internal' });
    expect(answer.body).not.toContain('secret');
    expect(lines.find((line) => line['level'] === 'error')).toMatchObject({
      err: { message: 'secret: password', stack: expect.stringContaining('problem-filter.spec') },
      route: '/v1/fail/:code',
    });
  });

  it.each([
    ['an unknown address', () => get('/v1/nothing'), 404, 'route.unknown'],
    ['an unknown address outside the API', () => get('/nothing'), 404, 'route.unknown'],
    ['a body that is no JSON', () => post('{"a":'), 400, 'input.invalid'],
    ['a body of another type', () => post('<a/>', 'application/xml'), 400, 'input.invalid'],
    ['a body that is too large', () => post(JSON.stringify('x'.repeat(1_048_577))), 413, 'input.tooLarge'],
    ['a body without a bottom', () => post('['.repeat(20_000) + ']'.repeat(20_000)), 400, 'input.invalid'],
    ['a poisoned body', () => post('{"__proto__":{"admin":true}}'), 400, 'input.invalid'],
    ['a malformed address', () => get('/v1/fail/%zz'), 400, 'input.invalid'],
    ['a missing job-status', () => get('/socket.io/?EIO=4&transport=polling'), 503, 'service.unavailable'],
  ])('is a problem for %s', async (_, ask, status, code) => {
    const answer = await ask();

    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
    expect(answer.json()).toMatchObject({ code, status, traceId: expect.stringMatching(/^[0-9a-f]{32}$/) });
  });

  it.each([
    ['of the caller', { traceparent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01` }, /^a{32}$/],
    ['of its own', {}, /^[0-9a-f]{32}$/],
  ])('has the trace id %s, as every line of the log about it', async (_, headers, traceId) => {
    const problem = (await get('/v1/fail/service.unavailable', headers)).json();

    expect(problem.traceId).toMatch(traceId);
    expect(lines.map((line) => [line['msg'], line['traceId']])).toEqual([
      ['A request failed', problem.traceId],
      ['Request answered', problem.traceId],
    ]);
  });

  it('tells who has no key how to show one', async () => {
    expect((await get('/v1/fail/auth.missing')).headers['www-authenticate']).toBe('Bearer');
  });

  it('is explained at its type, for programs and for people', async () => {
    const { type } = (await get('/v1/fail/job.unknown')).json();

    expect((await get(type)).json()).toMatchObject({ code: 'job.unknown', status: 404 });
    expect((await get(type, { accept: 'text/html' })).body).toContain('There is no such job');
    expect((await get('/problems/toString')).statusCode).toBe(404);
  });

  it('carries the headers of every answer', async () => {
    const { headers } = await get('/v1/nothing', { 'x-request-id': 'mine-1' });

    expect(headers).toMatchObject({
      'x-request-id': 'mine-1',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
    });
  });

  it('replaces a request id that cannot be trusted', async () => {
    const { headers } = await get('/v1/nothing', { 'x-request-id': 'a b' });

    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('is one line in the log, as every request, without the address', async () => {
    await get('/v1/fail/job.unknown?key=in-the-address');

    expect(lines.filter((line) => line['msg'] === 'Request answered')).toEqual([
      expect.objectContaining({
        level: 'info',
        method: 'GET',
        route: '/v1/fail/:code',
        status: 404,
        durationMs: expect.any(Number),
      }),
    ]);
    expect(JSON.stringify(lines)).not.toContain('in-the-address');
  });
});
