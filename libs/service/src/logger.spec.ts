import { ROOT_CONTEXT, context, trace, type ContextManager } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { AppError } from '@polyspool/contracts/errors';
import { withLogFields } from './log-fields.js';
import { createLogger } from './logger.js';

async function loggerWithLines() {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  const logger = await createLogger({ name: 'test', LOG_LEVEL: 'debug', LOG_FORMAT: 'json', destination });
  return { logger, lines };
}

describe('a log line', () => {
  it('is a sentence with fields, level, name and ISO time', async () => {
    const { logger, lines } = await loggerWithLines();

    logger.child({ jobId: '7' }).info({ pages: 3 }, 'PDF translated');

    expect(lines).toEqual([
      expect.objectContaining({ level: 'info', name: 'test', jobId: '7', pages: 3, msg: 'PDF translated' }),
    ]);
    expect(new Date(String(lines[0]?.['time'])).toISOString()).toBe(lines[0]?.['time']);
  });

  it.each([
    { authorization: 'Bearer abc' },
    { headers: { authorization: 'Bearer abc', cookie: 'abc', 'set-cookie': 'abc' } },
    { request: { headers: { authorization: 'Bearer abc' } } },
    { user: { password: 'abc', apiKey: 'abc' }, token: 'abc' },
  ])('hides secrets: %j', async (fields) => {
    const { logger, lines } = await loggerWithLines();

    logger.info(fields, 'Seen');

    expect(JSON.stringify(lines)).not.toContain('abc');
  });

  it('carries code, stack and cause of an error', async () => {
    const { logger, lines } = await loggerWithLines();
    const err = new AppError('engine.failed', 'No answer', { cause: new Error('Broken pipe') });

    logger.error({ err }, 'Failed');

    expect(lines[0]?.['err']).toMatchObject({ code: 'engine.failed', stack: expect.stringContaining('Broken pipe') });
  });

  it('says what it is about, whoever writes it, and what it says itself counts more', async () => {
    const { logger, lines } = await loggerWithLines();
    context.setGlobalContextManager(new AsyncLocalStorageContextManager());

    await withLogFields({ jobId: '7', userId: 'anna' }, async () => {
      await new Promise(setImmediate);
      logger.info({}, 'Within');
      withLogFields({ requestId: 'r' }, () => logger.info({ userId: 'ben' }, 'Deeper'));
    });
    logger.info({}, 'After');
    context.disable();

    expect(lines).toEqual([
      expect.objectContaining({ msg: 'Within', jobId: '7', userId: 'anna' }),
      expect.objectContaining({ msg: 'Deeper', jobId: '7', userId: 'ben', requestId: 'r' }),
      expect.not.objectContaining({ jobId: '7' }),
    ]);
  });

  it('names the active span', async () => {
    const { logger, lines } = await loggerWithLines();
    const span = trace.wrapSpanContext({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: 1 });
    context.setGlobalContextManager(onlyContext(trace.setSpan(ROOT_CONTEXT, span)));

    logger.info({}, 'Traced');
    context.disable();

    expect(lines[0]).toMatchObject({ traceId: 'a'.repeat(32), spanId: 'b'.repeat(16) });
  });
});

/** A context manager in whose eyes `active` is always active. */
function onlyContext(active: typeof ROOT_CONTEXT): ContextManager {
  const manager: ContextManager = {
    active: () => active,
    with: (_context, work, self, ...args) => work.call(self, ...args),
    bind: (_context, target) => target,
    enable: () => manager,
    disable: () => manager,
  };
  return manager;
}
