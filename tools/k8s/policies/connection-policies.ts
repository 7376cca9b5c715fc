import type { IHorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import type { IDeploymentStrategy } from 'kubernetes-models/apps/v1';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connectionsBeside, connectionsOfReplica } from '../connections.ts';
import { fault, ofKind, type Policy, type Pods, podsOf, variable } from './pods.ts';

const page = join(import.meta.dirname, '../../../docs/ops/kubernetes.md');

export const connectionPolicies: Readonly<Record<string, Policy>> = {
  'Postgres takes as many connections as there may be': (resources) => {
    const most = mostConnections(resources);
    const allowed = allowedBy(resources) ?? advised();
    return fault('Postgres', !(allowed >= most), `allows ${allowed} connections, and there may be ${most}`);
  },
};

/** Every service has as many pods as it may have, and all of them are being replaced. */
function mostConnections(resources: Parameters<Policy>[0]) {
  return podsOf(resources).reduce((sum, pods) => {
    const each = connectionsOfReplica[pods.labels['app.kubernetes.io/name'] ?? ''];
    if (!each) return sum;
    const pool = Number(settingOf(resources, pods, 'DATABASE_POOL_SIZE') ?? each.pool);
    return sum + (pool + each.beside) * mostPods(resources, pods);
  }, connectionsBeside);
}

/** Its own, or that of the ConfigMap with its name. */
const settingOf = (resources: Parameters<Policy>[0], pods: Pods, name: string) =>
  variable(pods, name) ??
  ofKind(resources, 'ConfigMap')
    .filter(({ metadata }) =>
      pods.containers.some(({ envFrom = [] }) =>
        envFrom.some(({ configMapRef }) => configMapRef?.name === metadata.name),
      ),
    )
    .map(({ data }) => data?.[name])
    .find((value) => value !== undefined);

type Scaler = IHorizontalPodAutoscaler['spec'] & { readonly maxReplicaCount?: number };

function mostPods(resources: Parameters<Policy>[0], { owner, isLasting }: Pods) {
  const scalers = ['HorizontalPodAutoscaler', 'ScaledObject'].flatMap((kind) => ofKind<Scaler>(resources, kind));
  const scaler = scalers.find(({ spec }) => spec?.scaleTargetRef.name === owner.metadata.name)?.spec;
  const { replicas = 1, strategy } = owner.spec as { replicas?: number; strategy?: IDeploymentStrategy };
  const most = scaler?.maxReplicas ?? scaler?.maxReplicaCount ?? replicas;
  const surge = parseInt(String(strategy?.rollingUpdate?.maxSurge ?? '25%'), 10) / 100;
  return isLasting ? most + Math.ceil(most * surge) : 0;
}

/** Of one that is beside the services. */
function allowedBy(resources: Parameters<Policy>[0]) {
  const postgres = podsOf(resources).find(({ name }) => name === 'StatefulSet/postgres');
  const setting = /max_connections=(\d+)/.exec(postgres?.containers[0]?.args?.join(' ') ?? '')?.[1];
  return postgres && Number(setting);
}

/** What those are told who have one elsewhere. */
const advised = () => Number(/`max_connections` of (\d+)/.exec(readFileSync(page, 'utf8'))?.[1]);
