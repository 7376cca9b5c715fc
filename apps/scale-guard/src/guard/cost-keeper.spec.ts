import { createLogger } from '@polyspool/service/logger';
import { Metrics } from '@polyspool/service/metrics';
import { eventually } from '@polyspool/service/testing/eventually';
import { readMetrics } from '@polyspool/service/testing/read-metrics';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PodApi } from '../kubernetes/pod-api.js';
import { FakeKubernetes } from '../testing/fake-kubernetes.js';
import { openFakeWorker } from '../testing/fake-worker.js';
import { CostKeeper } from './cost-keeper.js';
import { WorkerAnswers } from './worker-answers.js';

describe('the keeper of costs', () => {
  let kubernetes: FakeKubernetes;
  let folder: string;
  let answers: WorkerAnswers;
  let metrics: Metrics;
  let costs: CostKeeper;
  const lines: Record<string, unknown>[] = [];
  const { signal } = new AbortController();
  const workers: Awaited<ReturnType<typeof openFakeWorker>>[] = [];

  const add = async (name: string, load: { busy: number; seconds: number; isReady?: boolean }) => {
    const worker = await openFakeWorker(load.busy, load.seconds);
    workers.push(worker);
    kubernetes.add(name, worker.port, { isReady: load.isReady ?? true });
    return worker;
  };
  const said = () => lines.splice(0).map(({ msg }) => msg);
  const counted = async () => {
    const found = readMetrics((await metrics.scrape()).text);
    return ['worker_pods_asked', 'worker_pods_silent'].map((name) => found.get(name)?.[0]?.value);
  };

  beforeEach(async () => {
    kubernetes = new FakeKubernetes();
    await kubernetes.start();
    folder = await mkdtemp(join(tmpdir(), 'scale-guard-spec-'));
    await writeFile(join(folder, 'token'), `${kubernetes.token}\n`);
    await writeFile(join(folder, 'namespace'), 'polyspool');
    lines.length = 0;
    const destination = { write: (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>) };
    const log = await createLogger({ name: 'scale-guard', LOG_LEVEL: 'info', LOG_FORMAT: 'json', destination });
    metrics = new Metrics(log);
    answers = new WorkerAnswers(metrics, log);
    costs = new CostKeeper(new PodApi({ url: kubernetes.url, folder, selector: 'role=worker' }), answers, log);
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

    await costs.look(signal);

    expect(['idle', 'begun', 'long'].map(kubernetes.costOf)).toEqual([undefined, '100', '400']);
  });

  it('writes only what has changed', async () => {
    const worker = await add('one', { busy: 1, seconds: 61 });
    await costs.look(signal);
    worker.longestJobSeconds = 70;
    await costs.look(signal);
    expect(kubernetes.patches()).toHaveLength(1);

    worker.busySlots = 0;
    await costs.look(signal);

    expect(kubernetes.patches()).toHaveLength(2);
    expect(kubernetes.costOf('one')).toBe('0');
  });

  it('leaves a pod its cost that does not answer, and keeps those of the others', async () => {
    const mute = await add('mute', { busy: 1, seconds: 4_000 });
    await add('other', { busy: 1, seconds: 0 });
    await costs.look(signal);
    mute.isMute = true;
    mute.busySlots = 0;

    await costs.look(signal);

    expect([kubernetes.costOf('mute'), kubernetes.costOf('other')]).toEqual(['600', '100']);
  });

  it('does not ask a pod that ends', async () => {
    kubernetes.add('ending', 9, { deletionTimestamp: '2026-01-01T00:00:00Z' });

    await costs.look(signal);

    expect(kubernetes.patches()).toEqual([]);
  });

  it.each([404, 409])(
    'goes on where a pod is gone or somebody else has changed it (%s), and looks again',
    async (status) => {
      await add('one', { busy: 1, seconds: 0 });
      kubernetes.refusals.set('PATCH', status);
      await costs.look(signal);
      expect(kubernetes.costOf('one')).toBeUndefined();
      kubernetes.refusals.clear();

      await costs.look(signal);

      expect(kubernetes.costOf('one')).toBe('100');
    },
  );

  it('says so where it may not write (403), or not list', async () => {
    await add('one', { busy: 1, seconds: 0 });

    kubernetes.refusals.set('PATCH', 403);
    await expect(costs.look(signal)).rejects.toThrow('Kubernetes answered 403');
    kubernetes.refusals.set('GET', 403);
    await expect(costs.look(signal)).rejects.toThrow('Pods cannot be listed');
  });

  it('says so where the API is away, and is there again with it', async () => {
    await add('one', { busy: 1, seconds: 0 });
    await kubernetes.stop();

    await expect(costs.look(signal)).rejects.toThrow('Kubernetes does not answer');
  });

  it('takes a token that was replaced', async () => {
    await add('one', { busy: 1, seconds: 0 });
    kubernetes.token = 'second token';
    await expect(costs.look(signal)).rejects.toThrow('401');
    await writeFile(join(folder, 'token'), kubernetes.token);

    await costs.look(signal);

    expect(kubernetes.costOf('one')).toBe('100');
  });

  it('says once that no worker answers, shows it, and says when they do again', async () => {
    const [one, other] = [await add('one', { busy: 1, seconds: 0 }), await add('other', { busy: 1, seconds: 0 })];
    await costs.look(signal);
    answers.throwIfNone();
    expect([said(), await counted()]).toEqual([[], [2, 0]]);

    one.isMute = other.isMute = true;
    await costs.look(signal);
    await costs.look(signal);
    expect(() => answers.throwIfNone()).toThrow('None of 2 workers answers');
    expect([said(), await counted()]).toEqual([['No worker answers'], [2, 2]]);

    one.isMute = false;
    await costs.look(signal);
    await costs.look(signal);
    answers.throwIfNone();
    expect([said(), await counted()]).toEqual([['Some workers do not answer'], [2, 1]]);

    other.isMute = false;
    await costs.look(signal);
    expect([said(), await counted()]).toEqual([['All workers answer'], [2, 0]]);
  });

  it('expects no answer of a pod that Kubernetes does not hear either: it may just start', async () => {
    const worker = await add('starting', { busy: 0, seconds: 0, isReady: false });
    worker.isMute = true;

    await costs.look(signal);

    answers.throwIfNone();
    expect([said(), await counted()]).toEqual([[], [1, 0]]);
  });

  it('knows nothing of workers while Kubernetes is away', async () => {
    await add('one', { busy: 1, seconds: 0 });
    await costs.look(signal);
    kubernetes.refusals.set('GET', 403);

    await expect(costs.look(signal)).rejects.toThrow('403');

    answers.throwIfNone();
    expect(await counted()).toEqual([undefined, undefined]);
  });

  it.each(['kubernetes', 'a worker'])('leaves off at once when told, also where %s hangs', async (who) => {
    const worker = await add('one', { busy: 1, seconds: 0 });
    if (who === 'kubernetes') kubernetes.isHung = true;
    else worker.isHung = true;
    const stop = new AbortController();
    const look = costs.look(stop.signal);
    look.catch(() => undefined);
    await eventually(() => expect(who === 'kubernetes' ? kubernetes.asked.length : worker.asked).toBe(1));

    stop.abort(new Error('told to'));

    await expect(look).rejects.toThrow('told to');
    expect(said()).toEqual([]);
  });
});
