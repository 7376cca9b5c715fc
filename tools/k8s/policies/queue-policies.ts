import { catalogue, queueNames } from '@polyspool/contracts/catalogue';
import { callLimits } from '@polyspool/contracts/engines';
import { parser } from '@prometheus-io/lezer-promql';
import { fault, type Policy, type Pods, podsOf, variable } from './pods.ts';
import { allScalers, demandOf, queriesOf, type Scaler, scalersOf } from './scalers.ts';

const contracts = [...catalogue.values()];
const lanes = new Set(contracts.flatMap(({ lane }) => (lane ? [lane.queue] : [])));
/** A lane goes with its queue. */
const ownQueues = queueNames.filter((name) => !lanes.has(name));
const hasSchedules = ['notifications', 'maintenance', 'system'];

/** What holds for every queue of the contracts; a queue that nobody thought of here is a fault, too. */
export const queuePolicies: Readonly<Record<string, Policy>> = {
  'every queue has one Deployment': (resources) =>
    ownQueues.flatMap((queue) => {
      const found = servers(resources, queue).length;
      return fault(queue, found !== 1, `${found} Deployments serve it`);
    }),

  'every job that runs may end before its pod is killed': (resources) =>
    ownQueues.flatMap((queue) => servers(resources, queue).flatMap((pods) => graceFaults(pods, hardLimitS(queue)))),

  'a pod that holds long work is not moved': (resources) =>
    ownQueues.flatMap((queue) =>
      servers(resources, queue).flatMap(({ name, owner }) => {
        const { template } = owner.spec as { template: { metadata: { annotations?: Record<string, string> } } };
        const stays = template.metadata.annotations?.['cluster-autoscaler.kubernetes.io/safe-to-evict'] === 'false';
        return fault(
          name,
          stays !== hardLimitS(queue) >= 1_800,
          'is moved though its jobs are long, or stays though not',
        );
      }),
    ),
};

/** Where scalers are part of it. */
export const scalerPolicies: Readonly<Record<string, Policy>> = {
  'every queue has one scaler, and its Deployment no number of its own': (resources) =>
    ownQueues.flatMap((queue) => {
      const [pods] = servers(resources, queue);
      const found = scalersOf(resources, pods).length;
      const replicas = (pods?.owner.spec as { replicas?: number } | undefined)?.replicas;
      return [
        ...fault(queue, found !== 1, `${found} scalers`),
        ...fault(queue, replicas !== undefined, 'its Deployment says how many pods'),
      ];
    }),

  'a scaler asks for the demand of its queue and its lanes, by the slots that a pod has': (resources) =>
    ownQueues.flatMap((queue) =>
      servers(resources, queue).flatMap((pods) =>
        scalersOf(resources, pods).flatMap((scaler) => demandFaults(queue, pods, queriesOf(scaler))),
      ),
    ),

  'a metric that is missing is no empty queue': (resources) =>
    eachScaler(resources, ({ metadata: { name }, spec }) => [
      ...spec.triggers.flatMap(({ metadata, metricType }) => [
        ...fault(name, metadata.ignoreNullValues !== 'false', 'takes no answer for 0'),
        ...fault(
          name,
          metricType !== 'AverageValue' || metadata.threshold !== '1',
          'does not ask for a number of pods',
        ),
      ]),
      ...fault(name, spec.fallback?.behavior !== 'currentReplicasIfHigher', 'may scale down while it knows nothing'),
      ...fault(name, !spec.fallback?.replicas, 'has no pods while it knows nothing'),
    ]),

  'queries can be read': (resources) =>
    eachScaler(resources, (scaler) =>
      queriesOf(scaler).flatMap((query) => fault(scaler.metadata.name, isBroken(query), `${query} is no PromQL`)),
    ),

  'pods go slowly, one at a time, and come at once': (resources) =>
    eachScaler(resources, ({ metadata: { name }, spec }) => {
      const { scaleUp, scaleDown } = spec.advanced?.horizontalPodAutoscalerConfig?.behavior ?? {};
      const [down] = scaleDown?.policies ?? [];
      const isSlow = down?.type === 'Pods' && down.value === 1 && down.periodSeconds >= 300;
      return [
        ...fault(name, !isSlow || (scaleDown?.stabilizationWindowSeconds ?? 0) < 600, 'goes down too fast'),
        ...fault(name, scaleUp?.stabilizationWindowSeconds !== 0, 'waits before it goes up'),
        ...fault(name, (spec.cooldownPeriod ?? 0) < 300 || spec.pollingInterval !== 10, 'has other times'),
      ];
    }),

  'what has schedules is never away, all else may be': (resources) =>
    ownQueues.flatMap((queue) =>
      scalersOf(resources, servers(resources, queue)[0]).flatMap(({ spec }) => {
        const [least, most] = [spec.minReplicaCount ?? 0, spec.maxReplicaCount ?? 100];
        return fault(
          queue,
          least !== (hasSchedules.includes(queue) ? 1 : 0) || most < Math.max(1, least),
          'has other bounds',
        );
      }),
    ),
};

const hardLimitS = (queue: string) =>
  Math.max(...contracts.filter((one) => one.queue === queue).map(({ hardLimitMs }) => hardLimitMs)) / 1_000;

const servers = (resources: Parameters<Policy>[0], queue: string) =>
  podsOf(resources).filter((pods) => variable(pods, 'QUEUES') === queue);

const eachScaler = (resources: Parameters<Policy>[0], check: (scaler: Scaler) => string[]) =>
  allScalers(resources).flatMap(check);

function graceFaults(pods: Pods, limitS: number) {
  const graceS = pods.spec.terminationGracePeriodSeconds ?? 30;
  const ownS = Number(variable(pods, 'SHUTDOWN_GRACE_S') ?? 25);
  return [
    ...fault(pods.name, graceS < limitS + 60, `is killed after ${graceS} s, a job may take ${limitS} s`),
    ...fault(pods.name, ownS < limitS, `gives a job ${ownS} s, which may take ${limitS} s`),
  ];
}

function demandFaults(queue: string, pods: Pods, queries: readonly string[]) {
  const mine = contracts.filter((contract) => contract.queue === queue);
  if (mine.some(({ engines = [] }) => engines.some((engine) => callLimits[engine])))
    return fault(
      queue,
      !queries.every((query) => query.includes(`clamp_max(${demandOf(queue)}, 1)`)),
      'is scaled on its depth',
    );
  const slots = variable(pods, `QUEUE_${queue.toUpperCase().replaceAll('-', '_')}_CONCURRENCY`);
  const beside = mine.flatMap(({ lane }) => (lane ? [`${demandOf(lane.queue)} / ${lane.slots}`] : []));
  return [`${demandOf(queue)} / ${slots}`, ...beside].flatMap((query) =>
    fault(queue, !queries.includes(query), `no trigger asks for ${query}`),
  );
}

function isBroken(query: string) {
  let broken = query === '';
  parser.parse(query).iterate({ enter: ({ type }) => void (broken ||= type.isError) });
  return broken;
}
