import type { IDeployment } from 'kubernetes-models/apps/v1';
import type { IPodDisruptionBudget } from 'kubernetes-models/policy/v1';
import type { IContainer, IServiceAccount } from 'kubernetes-models/v1';
import { commonLabels, identityOf, peerLabels } from './labels.ts';
import { podSpec, spreadOf } from './pod-spec.ts';
import type { Workload } from './workload.ts';

/** A node that is to be emptied waits for jobs that may take longer than this. */
const longS = 1_800;

/** Without `replicas`: scalers say how many, and `kubectl apply` would set them back. */
export function deploymentOf(workload: Workload): IDeployment {
  const labels = commonLabels(workload);
  const { queue, needs } = workload;
  const isLong = queue !== undefined && queue.hardLimitS >= longS;
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: workload.name, labels },
    spec: {
      selector: { matchLabels: identityOf(workload) },
      revisionHistoryLimit: 3,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: '25%' } },
      template: {
        metadata: {
          labels: { ...labels, ...peerLabels(needs.reaches) },
          annotations: isLong ? notToBeMoved : {},
        },
        spec: {
          ...podSpec(workload, {
            ports: [{ name: 'http', containerPort: workload.port! }],
            ...probes,
          }),
          topologySpreadConstraints: spreadOf(workload) ?? [],
        },
      },
    },
  };
}

const notToBeMoved = {
  'cluster-autoscaler.kubernetes.io/safe-to-evict': 'false',
  'karpenter.sh/do-not-disrupt': 'true',
};

/** Live asks the process alone; ready also asks for what it cannot do without, for 2 s each. */
const probes: Partial<IContainer> = {
  startupProbe: { httpGet: { path: '/health/live', port: 'http' }, periodSeconds: 2, failureThreshold: 60 },
  readinessProbe: { httpGet: { path: '/health/ready', port: 'http' }, periodSeconds: 5, timeoutSeconds: 3 },
  // A minute: a process that works hard is not dead.
  livenessProbe: {
    httpGet: { path: '/health/live', port: 'http' },
    periodSeconds: 10,
    timeoutSeconds: 5,
    failureThreshold: 6,
  },
};

/** Nodes are emptied one pod at a time. One that is not ready holds nothing up. */
export const disruptionBudgetOf = (workload: Workload): IPodDisruptionBudget => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: workload.name, labels: commonLabels(workload) },
  spec: {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: 'AlwaysAllow',
    selector: { matchLabels: identityOf(workload) },
  },
});

export const serviceAccountOf = (app: string): IServiceAccount => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: app, labels: { 'app.kubernetes.io/name': app, 'app.kubernetes.io/part-of': 'polyspool' } },
  automountServiceAccountToken: false,
});
