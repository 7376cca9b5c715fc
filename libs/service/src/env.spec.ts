import { BadEnvironment } from '@polyspool/contracts/bad-environment';
import { databaseEnv, readEnv, redisEnv, serviceEnv } from './env.js';

const shape = { ...serviceEnv, ...redisEnv };
const faultsOf = (source: Record<string, string>) => {
  try {
    readEnv(shape, source);
    return [];
  } catch (error) {
    return error instanceof BadEnvironment
      ? error.message.split('\n').map((fault) => fault.split(':')[0])
      : [String(error)];
  }
};

describe('readEnv', () => {
  it('turns text into values and fills in what is not said', () => {
    const env = readEnv(shape, { PORT: '8080', REDIS_URL: 'redis://:secret@localhost:6379' });

    expect(env).toMatchObject({ PORT: 8080, HOST: '127.0.0.1', LOG_LEVEL: 'info', SHUTDOWN_GRACE_S: 25 });
  });

  it('lists every fault at once', () => {
    expect(faultsOf({ PORT: '99999', LOG_LEVEL: 'loud' })).toEqual(
      ['  PORT', '  LOG_LEVEL', '  REDIS_URL'].map((n) => n.trim()),
    );
  });

  it('lets a service have more connections to Postgres than others by itself, and people have the last word', () => {
    const sizeOf = (said: Record<string, string>) =>
      readEnv(databaseEnv(20), { DATABASE_URL: 'postgres://localhost/polyspool', ...said }).DATABASE_POOL_SIZE;

    expect([sizeOf({}), sizeOf({ DATABASE_POOL_SIZE: '5' })]).toEqual([20, 5]);
    expect(() => sizeOf({ DATABASE_POOL_SIZE: '1' })).toThrow('DATABASE_POOL_SIZE');
  });

  it('takes an empty variable as absent', () => {
    expect(readEnv(serviceEnv, { PORT: '', LOG_FORMAT: '' })).toMatchObject({ PORT: 0, LOG_FORMAT: 'json' });
  });

  it('shows a message without the place where it was thrown', () => {
    const error = new BadEnvironment(['PORT: too large']);

    expect(error.stack).toBe('BadEnvironment:\n  PORT: too large');
  });
});
