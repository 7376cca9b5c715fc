import { type AppName, type AppNeeds, appNeeds } from './app-needs.ts';
import type { Size } from './queue-sizes.ts';
import { queues, type ServedQueue } from './queues.ts';

/** What becomes a Deployment. */
export interface Workload {
  readonly name: string;
  readonly app: AppName;
  /** The ServiceAccount, the Secret and the ConfigMap of this name are its own. */
  readonly account: string;
  readonly needs: AppNeeds;
  readonly size: Size;
  /** Of what is asked for its health. */
  readonly port?: number;
  readonly queue?: ServedQueue;
  readonly settings: Readonly<Record<string, string>>;
  /** From SIGTERM until the process is killed. */
  readonly terminationGraceS: number;
  /** It talks to the API of Kubernetes. */
  readonly hasToken?: boolean;
}

/** How long giving back what was interrupted and closing may take, in `runService` and with room to spare. */
const closeS = 30;
/** Until every balancer knows that a pod ends. */
const delayS = 5;

/** Of a pod's memory, what the process may grow to; what it starts has the rest. policies/size-policies.ts compares both with measurements. */
const ownShare = 0.6;

export const workerWorkloads: readonly Workload[] = queues.map((queue) => ({
  name: workerName(queue.name),
  app: queue.app,
  account: queue.app,
  needs: appNeeds[queue.app],
  size: queue,
  port: 8080,
  queue,
  settings: workerSettings(queue),
  terminationGraceS: queue.hardLimitS + 2 * closeS,
}));

export function workerName(queue: string) {
  return `worker-${queue}`;
}

function workerSettings({ name, slots, hardLimitS, memoryMi: [, most] }: ServedQueue): Record<string, string> {
  return {
    QUEUES: name,
    [`QUEUE_${name.toUpperCase().replaceAll('-', '_')}_CONCURRENCY`]: String(slots),
    // Every job that runs may end by itself: it has its hard limit before it.
    SHUTDOWN_GRACE_S: String(hardLimitS + closeS),
    // A process that ends often is started again later and later (CrashLoopBackOff): memory is the reason to, not a number of jobs.
    MAX_JOBS_PER_PROCESS: '100000',
    MAX_RSS_MB: String(Math.round(most * ownShare)),
  };
}

const service = (app: AppName, size: Size, more: Partial<Workload> = {}): Workload => ({
  name: app,
  app,
  account: app,
  needs: appNeeds[app],
  size,
  port: 8080,
  settings: { SHUTDOWN_GRACE_S: '25' },
  terminationGraceS: 60,
  ...more,
});

export const serviceWorkloads: readonly Workload[] = [
  // 544 MiB with 5,000 event streams, 383 MiB with 5,000 sockets. Uploads lie in its scratch until they are checked.
  service(
    'gateway',
    { cpu: [0.5, 2], memoryMi: [384, 1024], scratchGi: 40 },
    // An upload that is under way has two minutes.
    { port: 8000, settings: { SHUTDOWN_DELAY_S: `${delayS}`, SHUTDOWN_GRACE_S: '120' }, terminationGraceS: 160 },
  ),
  // 450 MiB with 5,000 event streams.
  service(
    'job-status',
    { cpu: [0.5, 2], memoryMi: [384, 1024], scratchGi: 1 },
    { settings: { SHUTDOWN_DELAY_S: `${delayS}`, SHUTDOWN_GRACE_S: '25' } },
  ),
  service('celery-bridge', { cpu: [0.1, 0.5], memoryMi: [128, 384], scratchGi: 1 }),
  service(
    'scale-guard',
    { cpu: [0.05, 0.25], memoryMi: [160, 320], scratchGi: 1 },
    {
      hasToken: true,
      settings: { NODE_EXTRA_CA_CERTS: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', SHUTDOWN_GRACE_S: '25' },
    },
  ),
];
