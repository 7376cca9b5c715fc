import type { IContainer, IEnvVar, IPodSpec } from 'kubernetes-models/v1';
import type { Size } from './queue-sizes.ts';
import { identityOf } from './labels.ts';
import type { Workload } from './workload.ts';

export const secretFolder = '/run/secrets/polyspool';
const scratchFolder = '/work';

/** As the `restricted` Pod Security Standard wants it, and a read-only root beside. */
export function podSpec(workload: Workload, container: Partial<IContainer> = {}): IPodSpec {
  const { app, account, needs, size } = workload;
  return {
    serviceAccountName: account,
    automountServiceAccountToken: workload.hasToken ?? false,
    enableServiceLinks: false,
    terminationGracePeriodSeconds: workload.terminationGraceS,
    securityContext: {
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    },
    containers: [
      {
        name: app,
        image: `polyspool/${app}`,
        env: environmentOf(workload),
        envFrom: [{ configMapRef: { name: account, optional: true } }],
        resources: resourcesOf(size),
        securityContext: {
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        },
        volumeMounts: [
          { name: 'work', mountPath: scratchFolder },
          ...(needs.secrets.length ? [{ name: 'secrets', mountPath: secretFolder, readOnly: true }] : []),
        ],
        ...container,
      },
    ],
    volumes: [
      { name: 'work', emptyDir: { sizeLimit: `${size.scratchGi}Gi` } },
      ...(needs.secrets.length ? [{ name: 'secrets', secret: { secretName: account, defaultMode: 0o440 } }] : []),
    ],
  };
}

/** Nothing that the app does not take: what is shared by name, what is secret by a file. */
function environmentOf({ needs, settings, port }: Workload): IEnvVar[] {
  const plain = { ...(port && { PORT: String(port) }), ...needs.settings, ...settings };
  return [
    ...Object.entries(plain).map(([name, value]) => ({ name, value })),
    ...[...(port ? ['LOG_LEVEL', 'OTEL_EXPORTER_OTLP_ENDPOINT'] : []), ...needs.shared].map(sharedVariable),
    ...needs.secrets.map((name) => ({ name: `${name}_FILE`, value: `${secretFolder}/${name}` })),
  ];
}

const sharedVariable = (key: string): IEnvVar => ({
  name: key,
  valueFrom: { configMapKeyRef: { name: 'polyspool', key } },
});

function resourcesOf({ cpu, memoryMi, scratchGi }: Size): IContainer['resources'] {
  const amounts = (which: 0 | 1, scratch: number) => ({
    cpu: `${cpu[which] * 1000}m`,
    memory: `${memoryMi[which]}Mi`,
    'ephemeral-storage': `${scratch}Gi`,
  });
  // The folder, and as much as a log may grow to.
  return { requests: amounts(0, Math.ceil(scratchGi / 4)), limits: amounts(1, scratchGi + 1) };
}

/** Over zones first, then over nodes; a pod that fits nowhere else is better there than nowhere. */
export const spreadOf = (workload: Workload): IPodSpec['topologySpreadConstraints'] =>
  ['topology.kubernetes.io/zone', 'kubernetes.io/hostname'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: identityOf(workload) },
    matchLabelKeys: ['pod-template-hash'],
  }));
