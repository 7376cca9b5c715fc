import { connectionPolicies } from './policies/connection-policies.ts';
import { queuePolicies, scalerPolicies } from './policies/queue-policies.ts';
import { sizePolicies } from './policies/size-policies.ts';
import type { Resource } from './render.ts';
import { changed, pod, remove, rendered, saidBy, scaler, variable, type Wrong } from './testing-manifests.ts';

const wrongs: readonly Wrong[] = [
  ['every queue has one Deployment', 'none', (_find, all) => remove(all, 'Deployment', 'worker-reports')],
  ['every queue has one Deployment', 'two', (find) => (variable(find, 'worker-system', 'QUEUES').value = 'reports')],
  [
    'every job that runs may end before its pod is killed',
    'killed early',
    (find) => (pod(find).terminationGracePeriodSeconds = 3_600),
  ],
  [
    'every job that runs may end before its pod is killed',
    'stopped early',
    (find) => (variable(find, 'worker-video', 'SHUTDOWN_GRACE_S').value = '110'),
  ],
  [
    'a pod that holds long work is not moved',
    'moved',
    (find) => (find('Deployment', 'worker-video').spec.template.metadata.annotations = {}),
  ],
  [
    'every queue has one scaler, and its Deployment no number of its own',
    'no scaler',
    (_find, all) => remove(all, 'ScaledObject', 'worker-video'),
  ],
  [
    'every queue has one scaler, and its Deployment no number of its own',
    'a number',
    (find) => (find('Deployment', 'worker-video').spec.replicas = 3),
  ],
  [
    'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has',
    'other slots',
    (find) => (variable(find, 'worker-video', 'QUEUE_VIDEO_CONCURRENCY').value = '4'),
  ],
  [
    'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has',
    'no lane',
    (find) => scaler(find).triggers.splice(1, 1),
  ],
  [
    'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has',
    'a rate-limited queue by its depth',
    (find) =>
      (scaler(find, 'worker-pdf-translate').triggers[0].metadata.query =
        'max(job_queue_demand_slots{queue="pdf-translate"}) / 2'),
  ],
  [
    'a metric that is missing is no empty queue',
    'taken for 0',
    (find) => delete scaler(find).triggers[0].metadata.ignoreNullValues,
  ],
  [
    'a metric that is missing is no empty queue',
    'scaled down blindly',
    (find) => (scaler(find).fallback.behavior = 'static'),
  ],
  [
    'a metric that is missing is no empty queue',
    'scaled to nothing blindly',
    (find) => (scaler(find).fallback.replicas = 0),
  ],
  [
    'queries can be read',
    'a bracket too few',
    (find) => (scaler(find).triggers[0].metadata.query = 'max(job_queue_demand_slots{queue="video") / 2'),
  ],
  [
    'pods go slowly, one at a time, and come at once',
    'all at once',
    (find) => delete scaler(find).advanced.horizontalPodAutoscalerConfig.behavior.scaleDown,
  ],
  [
    'pods go slowly, one at a time, and come at once',
    'at once after the last job',
    (find) => (scaler(find).cooldownPeriod = 30),
  ],
  [
    'what has schedules is never away, all else may be',
    'no scheduler',
    (find) => (scaler(find, 'worker-system').minReplicaCount = 0),
  ],
  [
    'a worker is not ended for what its work takes',
    'less than mails take',
    (find) => (variable(find, 'worker-notifications', 'MAX_RSS_MB').value = '461'),
  ],
  [
    'a worker is not ended for what its work takes',
    'no bound at all',
    (find) => (variable(find, 'worker-system', 'MAX_RSS_MB').name = 'MAX_RSS'),
  ],
  [
    'memory is enough for what was measured, and for what a worker starts beside what it may grow to',
    'no room for programs',
    (find) => (variable(find, 'worker-pdf-extract', 'MAX_RSS_MB').value = '1536'),
  ],
  [
    'memory is enough for what was measured, and for what a worker starts beside what it may grow to',
    'a gateway that is too small',
    (find) => (find('Deployment', 'gateway').spec.template.spec.containers[0].resources.limits.memory = '512Mi'),
  ],
  [
    'Postgres takes as many connections as there may be',
    'more reports',
    (find) => (scaler(find, 'worker-reports').maxReplicaCount = 20),
  ],
  [
    'Postgres takes as many connections as there may be',
    'more gateways',
    (find) => (find('HorizontalPodAutoscaler', 'gateway').spec.maxReplicas = 20),
  ],
  [
    'Postgres takes as many connections as there may be',
    'larger pools',
    (find) => (find('ConfigMap', 'notifications').data.DATABASE_POOL_SIZE = '60'),
  ],
];

describe('the rules for queues', () => {
  let production: Resource[];
  beforeAll(async () => {
    [production] = (await rendered('production')) as [Resource[]];
  });

  it('find nothing in what is deployed, and are all shown to find something', () => {
    const rules = Object.keys({ ...queuePolicies, ...sizePolicies, ...connectionPolicies, ...scalerPolicies });

    expect(rules.flatMap((rule) => saidBy(rule, production))).toEqual([]);
    expect([...new Set(wrongs.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  });

  it.each(wrongs)('%s: not with %s', (rule, _what, change) => {
    expect(saidBy(rule, changed(production, change))).not.toEqual([]);
  });
});
