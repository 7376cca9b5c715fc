import { environmentOf, sharedEnvironment, urlOf } from './service-environment.ts';
import { newProvenanceKey } from './secrets.ts';
import type { FoundService } from './find-services.ts';

const around = {
  root: '/checkout',
  stateFolder: '/checkout/.polyspool',
  databaseUrl: 'postgres://here',
  redisUrl: 'redis://here',
  linkSecret: 'secret',
  encryptionKeys: 'local:key',
  provenanceKey: newProvenanceKey(),
  jobStatusPort: 4000,
};
const service = (name: string, isWorker = false): FoundService => ({ name, folder: '/', nodeArgs: [], isWorker });
const environments = (caller: NodeJS.ProcessEnv = {}) => {
  const shared = sharedEnvironment(around, caller);
  return {
    gateway: environmentOf(service('gateway'), 1, shared),
    status: environmentOf(service('job-status'), 2, shared),
    worker: environmentOf(service('video-worker', true), 3, shared),
  };
};

describe('the environment of services', () => {
  it('keeps uploads and temporary files on the volume of the storage, wherever the caller has theirs', () => {
    const { gateway, worker } = environments({ TMPDIR: '/run/user/1000' });

    expect(gateway).toMatchObject({
      STORAGE_URL: 'file:///checkout/.polyspool/storage',
      UPLOAD_SPOOL_DIR: '/checkout/.polyspool/spool',
      WORDS_CACHE_FOLDER: '/checkout/.polyspool/words',
      TMPDIR: '/checkout/.polyspool/tmp',
    });
    expect(worker.TMPDIR).toBe('/checkout/.polyspool/tmp');
  });

  it('passes on what the caller sets for services', () => {
    const caller = { QUEUE_VIDEO_CONCURRENCY: '2', STORAGE_URL: 'file:///disk', UPLOAD_SPOOL_DIR: '/disk-spool' };

    expect(environments(caller).gateway).toMatchObject(caller);
  });

  it('gives the key that signs to the one worker that signs, and to the gateway only what verifies', () => {
    const { gateway, worker } = environments();
    const signer = environmentOf(service('generation-worker', true), 4, sharedEnvironment(around, {}));

    expect(signer.PROVENANCE_KEY).toBe(around.provenanceKey);
    expect([gateway, worker].map(({ PROVENANCE_KEY }) => PROVENANCE_KEY)).toEqual([undefined, undefined]);
    expect(JSON.parse(gateway.PROVENANCE_PUBLIC_KEYS!)).toEqual({
      keys: [expect.not.objectContaining({ d: expect.anything() })],
    });
  });

  it('gives the key of backups to maintenance alone', () => {
    const shared = sharedEnvironment({ ...around, backupKey: 'local:backups' }, {});
    const keyOf = (name: string) => environmentOf(service(name), 5, shared).BACKUP_KEY;

    expect(['maintenance', 'gateway', 'notifications'].map(keyOf)).toEqual(['local:backups', undefined, undefined]);
  });

  it('takes an empty setting for none', () => {
    const { gateway } = environments({ STORAGE_URL: '', LOG_LEVEL: '', OTEL_EXPORTER_OTLP_ENDPOINT: '' });

    expect(gateway).toMatchObject({
      STORAGE_URL: 'file:///checkout/.polyspool/storage',
      LOG_LEVEL: 'info',
      OTEL_SDK_DISABLED: 'true',
    });
  });

  it('traces as soon as one of the endpoints is given', () => {
    const caller = { OTEL_EXPORTER_OTLP_ENDPOINT: '', OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://collector' };

    expect(environments(caller).worker).not.toHaveProperty('OTEL_SDK_DISABLED');
  });

  it('lets services listen on loopback only, though some shells have a HOST', () => {
    const { gateway, status, worker } = environments({ HOST: 'laptop.lan' });

    expect([gateway.HOST, status.HOST, worker.HOST]).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  });

  it('opens the gateway, and nothing else, where POLYSPOOL_HOST says so', () => {
    const { gateway, status, worker } = environments({ HOST: 'laptop.lan', POLYSPOOL_HOST: '0.0.0.0' });

    expect([gateway.HOST, status.HOST, worker.HOST]).toEqual(['0.0.0.0', '127.0.0.1', '127.0.0.1']);
  });

  it('lets webhooks come back to this machine, unless others reach the gateway', () => {
    const allowed = (caller: NodeJS.ProcessEnv) => environments(caller).gateway.WEBHOOK_ALLOWED_NETWORKS;

    expect(allowed({})).toBe('127.0.0.0/8,::1/128');
    expect(allowed({ POLYSPOOL_HOST: '0.0.0.0' })).toBeUndefined();
    expect(allowed({ POLYSPOOL_HOST: '0.0.0.0', WEBHOOK_ALLOWED_NETWORKS: '10.0.0.0/8' })).toBe('10.0.0.0/8');
  });

  it('gives the keys to those who open what is encrypted, and the own keys of the caller before ours', () => {
    const { gateway, status, worker } = environments();

    expect([gateway.ENCRYPTION_KEYS, worker.ENCRYPTION_KEYS]).toEqual(['local:key', 'local:key']);
    expect(status).not.toHaveProperty('ENCRYPTION_KEYS');
    expect(environments({ ENCRYPTION_KEYS: 'new:key' }).gateway.ENCRYPTION_KEYS).toBe('new:key');
  });

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:80'],
    ['0.0.0.0', 'http://127.0.0.1:80'],
    ['::', 'http://127.0.0.1:80'],
    ['10.0.0.5', 'http://10.0.0.5:80'],
    ['fe80::1', 'http://[fe80::1]:80'],
  ])('knows by which address a service on %s is reached', (HOST, url) => {
    expect(urlOf({ HOST, PORT: '80' })).toBe(url);
  });
});
