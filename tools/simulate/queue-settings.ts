import { catalogue } from '@polyspool/contracts/catalogue';
import { callLimits } from '@polyspool/contracts/engines';
import { perSlot } from '@polyspool/database/dispatch-window';
import type { ServedQueue } from '../k8s/queues.ts';
import { scaledObjectOf } from '../k8s/scaled-object.ts';
import { workerWorkloads } from '../k8s/workload.ts';
import type { Policy, QueueSettings, ScalerSettings } from './settings.ts';
import { type Kind, mix } from './traffic-mix.ts';

/** A pod on a node that is there is ready within 15 s; where the node has to come first it takes a minute and a half (assumed). */
const podStartS = [15, 90] as const;

export interface Shape {
  readonly jobsPerMinute: number;
  /** As many pods as it takes and the calls of engines that the mix assumes, in place of what is shipped. */
  readonly unbounded?: boolean;
  /** DISPATCH_WINDOW, and what belongs to each slot beside it. */
  readonly window?: QueueSettings['window'];
  /** Pods that may start within 15 s, in place of those of the manifests. */
  readonly startsAtOnce?: number;
}

/** The queues as Kubernetes runs them: slots, bounds and scaling are read out of what `npm run k8s` renders. */
export function queueSettings({ jobsPerMinute, unbounded, window, startsAtOnce }: Shape): QueueSettings[] {
  return Object.entries(mix).map(([name, kind]) => {
    const workload = workerWorkloads.find(({ queue }) => queue?.name === name);
    if (!workload?.queue) throw new Error(`${name}: no manifest has this queue.`);
    const { queue: served, terminationGraceS: graceS } = workload;
    const scaler = scalerOf(served);
    return {
      ...kind,
      queue: served.name,
      jobsPerMinute: (jobsPerMinute * kind.share) / 10_000,
      callsPerSecond: unbounded ? kind.callsPerSecond : shippedCallsPerSecond(served.name),
      slots: served.slots,
      scaler: {
        ...scaler,
        ...(unbounded && { maxPods: usefulPods(kind, served.slots) }),
        ...(startsAtOnce && { up: { ...scaler.up, pods: startsAtOnce } }),
      },
      window: window ?? { least: 100, perSlot },
      graceS,
      podStartS,
    };
  });
}

/** Of the engines that jobs of the queue need. */
function shippedCallsPerSecond(name: string) {
  const engines = [...catalogue.values()].flatMap(({ queue, engines = [] }) => (queue === name ? engines : []));
  const limits = engines.flatMap((engine) => callLimits[engine] ?? []);
  return limits.length ? Math.min(...limits.map(({ calls, windowMs }) => (calls * 1_000) / windowMs)) : undefined;
}

/** Beyond them pods of an engine with a rate limit would only wait. */
const usefulPods = ({ meanS, callsPerSecond }: Kind, slots: number) =>
  callsPerSecond === undefined ? 1_000 : Math.ceil((callsPerSecond * meanS) / slots);

/** Throws where a ScaledObject says something that the simulation does not know. */
export function scalerOf(served: ServedQueue): ScalerSettings {
  const { spec } = scaledObjectOf(served);
  const behavior = spec.advanced?.horizontalPodAutoscalerConfig?.behavior;
  const down = policyOf(behavior?.scaleDown);
  const stabilizationS = behavior?.scaleDown?.stabilizationWindowSeconds ?? 300;
  return {
    pollS: spec.pollingInterval ?? 30,
    minPods: spec.minReplicaCount ?? 0,
    maxPods: spec.maxReplicaCount ?? 100,
    cooldownS: spec.cooldownPeriod ?? 300,
    up: policyOf(behavior?.scaleUp),
    down: { ...down, stabilizationS },
    ...wishOf(served, spec.triggers[0]?.metadata?.['query'] ?? ''),
  };
}

function policyOf(rules: { policies?: { type: string; value: number; periodSeconds: number }[] } | undefined): Policy {
  const [policy, ...others] = rules?.policies ?? [];
  if (policy?.type !== 'Pods' || others.length) throw new Error('The simulation knows one policy each way, in pods.');
  return { pods: policy.value, everyS: policy.periodSeconds };
}

/** Of a queue whose engine has a rate limit all pods come with the first job, and however many wait, no more. */
function wishOf({ name, slots }: ServedQueue, query: string): Pick<ScalerSettings, 'allAtOnce'> {
  const demand = `max(job_queue_demand_slots{queue="${name}"})`;
  if (query === `${demand} / ${slots}`) return {};
  if (new RegExp(`^\\d+ \\* clamp_max\\(`).test(query) && query.includes(`clamp_max(${demand}, 1)`))
    return { allAtOnce: true };
  throw new Error(`${name}: the simulation does not know what ${query} wants.`);
}
