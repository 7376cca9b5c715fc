import { readEnv, redisEnv } from './env.js';
import { nameOfTopology, redisTopologyOf } from './redis-topology.js';

const topology = (source: Record<string, string>) => redisTopologyOf(readEnv(redisEnv, source));
const fault = (source: Record<string, string>) => () => readEnv(redisEnv, source);

describe('the Redis of an installation', () => {
  it('is one node by its URL', () => {
    const redis = topology({ REDIS_URL: 'rediss://:secret@queue.local:6390/1' });

    expect(redis).toEqual({ redisUrl: 'rediss://:secret@queue.local:6390/1' });
    expect(nameOfTopology(redis)).toBe('queue.local:6390');
  });

  it('is the one that Celery was given, where nothing else is said', () => {
    expect(topology({ CELERY_BROKER_URL: 'redis://b:1' })).toEqual({ redisUrl: 'redis://b:1' });
    expect(topology({ CELERY_BROKER_URL: 'redis://b:1', REDIS_URL: 'redis://a:1' })).toEqual({
      redisUrl: 'redis://a:1',
    });
    expect(fault({ CELERY_BROKER_URL: 'amqp://rabbit' })).toThrow('CELERY_BROKER_URL: only redis://');
  });

  it('is a master that Sentinels name', () => {
    const redis = topology({
      REDIS_SENTINELS: 's1.local:26379, [::1]:26380',
      REDIS_SENTINEL_NAME: 'queue',
      REDIS_SENTINEL_PASSWORD: 'of the Sentinels',
      REDIS_PASSWORD: 'of the nodes',
      REDIS_TLS: 'true',
    });

    expect(redis).toEqual({
      sentinels: [
        { host: 's1.local', port: 26379 },
        { host: '::1', port: 26380 },
      ],
      masterName: 'queue',
      sentinelPassword: 'of the Sentinels',
      password: 'of the nodes',
      username: undefined,
      tls: true,
    });
    expect(nameOfTopology(redis)).toBe('queue by sentinel s1.local:26379, ::1:26380');
  });

  it('is a Cluster by some of its nodes', () => {
    const redis = topology({ REDIS_CLUSTER: 'a:7000,b:7001', REDIS_USERNAME: 'polyspool', REDIS_PASSWORD: 'x' });

    expect(redis).toMatchObject({ cluster: [{ host: 'a', port: 7000 }, { port: 7001 }], username: 'polyspool' });
    expect(nameOfTopology(redis)).toBe('cluster a:7000, b:7001');
  });

  it.each([
    ['REDIS_URL: needed', {}],
    ['REDIS_URL, REDIS_CLUSTER: one of them', { REDIS_URL: 'redis://a', REDIS_CLUSTER: 'a:1' }],
    [
      'REDIS_SENTINELS, REDIS_CLUSTER: one of them',
      { REDIS_SENTINELS: 'a:1', REDIS_SENTINEL_NAME: 'q', REDIS_CLUSTER: 'a:1' },
    ],
    ['REDIS_SENTINEL_NAME: needed', { REDIS_SENTINELS: 'a:1' }],
    ['REDIS_PASSWORD: means nothing with REDIS_URL', { REDIS_URL: 'redis://a', REDIS_PASSWORD: 'x' }],
    ['REDIS_SENTINEL_PASSWORD: means nothing', { REDIS_CLUSTER: 'a:1', REDIS_SENTINEL_PASSWORD: 'x' }],
    ['REDIS_CLUSTER: b is no host:port', { REDIS_CLUSTER: 'a:1,b' }],
    ['REDIS_CLUSTER: a:70000 is no host:port', { REDIS_CLUSTER: 'a:70000' }],
  ])('is refused with "%s"', (message, source) => {
    expect(fault(source as Record<string, string>)).toThrow(message);
  });
});
