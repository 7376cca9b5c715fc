import { createLogger } from '@polyspool/service/logger';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PodApi } from '../kubernetes/pod-api.js';
import { FakeKubernetes } from '../testing/fake-kubernetes.js';
import { openFakeWorker } from '../testing/fake-worker.js';
import { CostKeeper } from './cost-keeper.js';

describe('the keeper of costs', () => {
  let kubernetes: FakeKubernetes;
  let folder: string;
  let costs: CostKeeper;
  const workers: Awaited<ReturnType<typeof openFakeWorker>>[] = [];

  const add = async (name: string, load: { busy: number; seconds: number }) => {
    const worker = await openFakeWorker(load.busy, load.seconds);
    workers.push(worker);
    kubernetes.add(name, worker.port);
    return worker;
  };

  beforeEach(async () => {
    kubernetes = new FakeKubernetes();
    await kubernetes.start();
    folder = await mkdtemp(join(tmpdir(), 'scale-guard-spec-'));
    await writeFile(join(folder, 'token'), `${kubernetes.token}\n`);
    await writeFile(join(folder, 'namespace'), 'polyspool');
    const log = await createLogger({
      name: 'scale-guard',
      LOG_LEVEL: 'silent',
      LOG_FORMAT: 'json',
      LOG_FILE: undefined,
    });
    costs = new CostKeeper(new PodApi({ url: kubernetes.url, folder, selector: 'role=worker' }), log);
  });

  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.close()));
    await kubernetes.stop().catch(() => undefined); // one test stops it itself
    await rm(folder, { recursive: true });
  });

  it('makes a busy pod dearer than an idle one, and a long job dearer than one that has begun', async () => {
    await add('idle', { busy: 0, seconds: 0 });
    await add('begun', { busy: 2, seconds: 3 });
    await add('long', { busy: 1, seconds: 1_700 });

    await costs.look();

    expect(['idle', 'begun', 'long'].map(kubernetes.costOf)).toEqual([undefined, '100', '400']);
  });

  it('writes only what has changed', async () => {
    const worker = await add('one', { busy: 1, seconds: 61 });
    await costs.look();
    worker.longestJobSeconds = 70;
    await costs.look();
    expect(kubernetes.patches()).toHaveLength(1);

    worker.busySlots = 0;
    await costs.look();

    expect(kubernetes.patches()).toHaveLength(2);
    expect(kubernetes.costOf('one')).toBe('0');
  });

  it('leaves a pod its cost that does not answer, and keeps those of the others', async () => {
    const mute = await add('mute', { busy: 1, seconds: 4_000 });
    await add('other', { busy: 1, seconds: 0 });
    await costs.look();
    mute.isMute = true;
    mute.busySlots = 0;

    await costs.look();

    expect([kubernetes.costOf('mute'), kubernetes.costOf('other')]).toEqual(['600', '100']);
  });

  it('does not ask a pod that ends', async () => {
    kubernetes.add('ending', 9, { deletionTimestamp: '2026-01-01T00:00:00Z' });

    await costs.look();

    expect(kubernetes.patches()).toEqual([]);
  });

  it.each([404, 409])(
    'goes on where a pod is gone or somebody else has changed it (%s), and looks again',
    async (status) => {
      await add('one', { busy: 1, seconds: 0 });
      kubernetes.refusals.set('PATCH', status);
      await costs.look();
      expect(kubernetes.costOf('one')).toBeUndefined();
      kubernetes.refusals.clear();

      await costs.look();

      expect(kubernetes.costOf('one')).toBe('100');
    },
  );

  it('says so where it may not write (403), or not list', async () => {
    await add('one', { busy: 1, seconds: 0 });

    kubernetes.refusals.set('PATCH', 403);
    await expect(costs.look()).rejects.toThrow('Kubernetes answered 403');
    kubernetes.refusals.set('GET', 403);
    await expect(costs.look()).rejects.toThrow('Pods cannot be listed');
  });

  it('says so where the API is away, and is there again with it', async () => {
    await add('one', { busy: 1, seconds: 0 });
    await kubernetes.stop();

    await expect(costs.look()).rejects.toThrow('Kubernetes does not answer');
  });

  it('takes a token that was replaced', async () => {
    await add('one', { busy: 1, seconds: 0 });
    kubernetes.token = 'second token';
    await expect(costs.look()).rejects.toThrow('401');
    await writeFile(join(folder, 'token'), kubernetes.token);

    await costs.look();

    expect(kubernetes.costOf('one')).toBe('100');
  });
});
