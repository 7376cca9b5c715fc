import { EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { createLogger } from './logger.js';
import { exitOnFault, stopOnSignal, type Host } from './shutdown.js';

class FakeProcess extends EventEmitter implements Host {
  exit(code: number) {
    this.emit('exited', code);
  }

  /** The code of the first exit after `event` was raised. */
  async exitAfter(event: string, value?: unknown) {
    const exited = once(this, 'exited');
    this.emit(event, value);
    return (await exited)[0] as unknown;
  }
}

const logger = await createLogger({ name: 'test', LOG_LEVEL: 'silent', LOG_FORMAT: 'json' });
const forEver = () => new Promise<void>(() => undefined);

describe('the end of a service', () => {
  it('comes after its work, with code 0', async () => {
    const host = new FakeProcess();
    let stopped = false;
    const stop = async () => {
      await Promise.resolve();
      stopped = true;
    };
    stopOnSignal(host, { stop, logger, graceMs: 5000, closeMs: 0 });

    expect(await host.exitAfter('SIGTERM')).toBe(0);
    expect(stopped).toBe(true);
  });

  it('leaves work that the grace has interrupted the time to be given back', async () => {
    const host = new FakeProcess();
    const graceMs = 5;
    stopOnSignal(host, { stop: () => delay(graceMs + 20), logger, graceMs, closeMs: 5000 });

    expect(await host.exitAfter('SIGTERM')).toBe(0);
  });

  it('does not wait longer than that', async () => {
    const host = new FakeProcess();
    stopOnSignal(host, { stop: forEver, logger, graceMs: 5, closeMs: 5 });

    expect(await host.exitAfter('SIGTERM')).toBe(1);
  });

  it('comes at once with a second signal', async () => {
    const host = new FakeProcess();
    stopOnSignal(host, { stop: forEver, logger, graceMs: 60, closeMs: 0 });
    host.emit('SIGINT');

    expect(await host.exitAfter('SIGINT')).toBe(1);
  });

  it('has code 1 when something broke on the way', async () => {
    const host = new FakeProcess();
    stopOnSignal(host, { stop: () => Promise.reject(new Error('no')), logger, graceMs: 5000, closeMs: 0 });

    expect(await host.exitAfter('SIGTERM')).toBe(1);
  });

  it.each(['uncaughtException', 'unhandledRejection'])('comes after an %s, with code 1', async (event) => {
    const host = new FakeProcess();
    exitOnFault(host, logger);

    expect(await host.exitAfter(event, new Error('lost'))).toBe(1);
  });
});
