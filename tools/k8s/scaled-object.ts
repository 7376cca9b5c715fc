import type { IScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import { commonLabels } from './labels.ts';
import type { ServedQueue } from './queues.ts';
import { workerName } from './workload.ts';

type Trigger = IScaledObject['spec']['triggers'][number];

/**
 * As many pods as there is work for: what waits, what is due within a minute and what runs, divided by a pod's slots. What runs
 * counts, or a queue whose last jobs run would be scaled to nothing under them.
 */
export const scaledObjectOf = (queue: ServedQueue): IScaledObject => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: workerName(queue.name), labels: commonLabels({ app: queue.app, queue }) },
  spec: {
    scaleTargetRef: { name: workerName(queue.name) },
    minReplicaCount: queue.pods[0],
    maxReplicaCount: queue.pods[1],
    pollingInterval: 10,
    cooldownPeriod: 300,
    fallback: { failureThreshold: 3, replicas: Math.max(1, queue.pods[0]), behavior: 'currentReplicasIfHigher' },
    advanced: { horizontalPodAutoscalerConfig: { behavior } },
    triggers: triggersOf(queue),
  },
});

/** Up at once; down by one pod in five minutes, since the HPA knows nothing of jobs: scale-guard tells it which pod to take. */
const behavior = {
  scaleUp: {
    stabilizationWindowSeconds: 0,
    policies: [{ type: 'Pods', value: 4, periodSeconds: 15 }],
  },
  scaleDown: {
    stabilizationWindowSeconds: 600,
    policies: [{ type: 'Pods', value: 1, periodSeconds: 300 }],
  },
};

function triggersOf({ name, slots, lanes, isRateLimited, pods, patienceS }: ServedQueue): Trigger[] {
  // All pods together may make so many calls a minute: however long the queue, more pods would not be faster.
  if (isRateLimited) return [podsOf('work', `${pods[1]} * clamp_max(${demandOf(name)}, 1)`)];
  return [
    podsOf('demand', `${demandOf(name)} / ${slots}`),
    ...lanes.map((lane) => podsOf(`demand-${lane.name}`, `${demandOf(lane.name)} / ${lane.slots}`)),
    ...(patienceS === undefined ? [] : [podsOf('patience', oneMoreThan(name, patienceS))]),
  ];
}

/** Replicas of job-status see the same rows. */
const demandOf = (queue: string) => `max(job_queue_demand_slots{queue="${queue}"})`;

/** Slots that are held by jobs which do not go on are no slots: while somebody waits for too long, one pod more than there are. */
const oneMoreThan = (queue: string, patienceS: number) => {
  const of = (metric: string) => `max(${metric}{queue="${queue}"})`;
  const isLate = `(${of('job_oldest_waiting_age_seconds')} > bool ${patienceS})`;
  return `${isLate} * (1 - ${of('job_queue_paused')}) * (${of('queue_workers')} + 1)`;
};

/** A query whose answer is how many pods there should be. No answer is an error, never 0: else a dead Prometheus ends all work. */
const podsOf = (name: string, query: string): Trigger => ({
  type: 'prometheus',
  name,
  metricType: 'AverageValue',
  metadata: {
    serverAddress: 'http://prometheus-operated.monitoring:9090',
    query,
    threshold: '1',
    ignoreNullValues: 'false',
  },
});
