import type { IJob } from 'kubernetes-models/batch/v1';
import { type AppNeeds, type OnceName, onceNeeds } from './app-needs.ts';
import { peerLabels } from './labels.ts';
import { podSpec } from './pod-spec.ts';

/** Where it is not called as the Job is. */
const commands: Partial<Record<OnceName, string>> = { 'first-keys': 'local-keys' };

/** A command of the gateway's image. A Job cannot be changed: docs/ops/kubernetes.md removes that of the last version before. */
export function onceJobOf(name: OnceName): IJob {
  const needs: AppNeeds = onceNeeds[name];
  const labels = {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/component': 'once',
    'app.kubernetes.io/part-of': 'polyspool',
  };
  const workload = {
    name,
    app: 'gateway',
    account: name,
    needs,
    size: { cpu: [0.1, 1], memoryMi: [192, 512], scratchGi: 1 },
    settings: {},
    terminationGraceS: 60,
  } as const;
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels },
    spec: {
      // Until the stores answer that come up beside it.
      backoffLimit: 10,
      activeDeadlineSeconds: 3_600,
      template: {
        metadata: { labels: { ...labels, ...peerLabels(needs.reaches) } },
        spec: {
          ...podSpec(workload, { name, args: ['node', '--enable-source-maps', `dist/${commands[name] ?? name}.js`] }),
          restartPolicy: 'Never',
        },
      },
    },
  };
}
