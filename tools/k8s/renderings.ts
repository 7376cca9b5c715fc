import { connectionPolicies } from './policies/connection-policies.ts';
import { enginePolicies, engineScalerPolicies } from './policies/engine-policies.ts';
import { networkPolicies } from './policies/network.ts';
import { podPolicies } from './policies/pod-policies.ts';
import type { Policy } from './policies/pods.ts';
import { queuePolicies, scalerPolicies } from './policies/queue-policies.ts';
import { referencePolicies } from './policies/reference-policies.ts';
import { sizePolicies } from './policies/size-policies.ts';

export interface Rendering {
  readonly name: string;
  readonly folder: string;
  /** The platform on its own, the platform with scalers, or what a cluster has once. */
  readonly kind: 'plain' | 'scaled' | 'cluster';
}

export const renderings: readonly Rendering[] = [
  { name: 'local', folder: 'k8s/overlays/local', kind: 'plain' },
  { name: 'local with an Ingress', folder: 'k8s/overlays/ingress', kind: 'plain' },
  { name: 'production', folder: 'k8s/overlays/production', kind: 'scaled' },
  { name: 'gpu', folder: 'k8s/overlays/gpu', kind: 'scaled' },
  { name: 'logs', folder: 'k8s/logs', kind: 'cluster' },
];

/** Whoever reads the logs of a node has to be root there. */
const notForLogs = [
  'nothing runs as root, or may become it',
  'nothing of the node is shared',
  'the namespace is restricted',
];

export function policiesOf(kind: Rendering['kind']): readonly (readonly [name: string, policy: Policy])[] {
  const common = Object.entries({ ...podPolicies, ...referencePolicies, ...networkPolicies });
  if (kind === 'cluster') return common.filter(([name]) => !notForLogs.includes(name));
  const always = { ...queuePolicies, ...sizePolicies, ...connectionPolicies, ...enginePolicies };
  const scaled = kind === 'scaled' ? { ...scalerPolicies, ...engineScalerPolicies } : {};
  return [...common, ...Object.entries({ ...always, ...scaled })];
}
