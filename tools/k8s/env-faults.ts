import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import type { IEnvVar } from 'kubernetes-models/v1';
import { peerLabel } from './labels.ts';
import { type Pods, podsOf } from './policies/pods.ts';
import { secretFolder } from './pod-spec.ts';
import type { Resource } from './render.ts';

/** Read by Node, the AWS SDK and OpenTelemetry themselves. */
const notOurs = /^(NODE_EXTRA_CA_CERTS|AWS_SHARED_CREDENTIALS_FILE|OTEL_\w+)$/;
/** Whoever is told of one of these talks to it, and nobody else does. */
const toldBy = {
  postgres: 'DATABASE_URL',
  redis: 'REDIS_URL',
  storage: 'STORAGE_URL',
  'job-status': 'JOB_STATUS_URL',
  gateway: 'GATEWAY_URL',
  kubernetes: 'KUBERNETES_SERVICE_HOST',
} as const;
/** What the commands of the gateway's image read. */
const commands: Readonly<Record<string, string>> = {
  migrate: 'migrate',
  'make-bucket': 'bucket',
  'local-keys': 'migrate',
};

interface Answer {
  readonly taken?: readonly string[];
  readonly complaint?: string;
}

/**
 * Each app's own `env.ts`, as it was built, reads what its pods are told: it has to take all of it, and to miss nothing. `secrets` is a
 * folder with a value for each secret.
 */
export function envFaults(resources: readonly Resource[], root: string, secrets: string): string[] {
  const ours = podsOf(resources).filter(({ containers }) => appOf(containers.at(-1)?.image));
  const maps = new Map(
    resources.filter(({ kind }) => kind === 'ConfigMap').map(({ metadata, data }) => [metadata.name, data]),
  );
  const probes = ours.map((pods) => ({ module: moduleOf(pods, root), env: environmentOf(pods, maps, secrets) }));
  const input = JSON.stringify(probes);
  const output = execFileSync(process.execPath, [join(root, 'tools/k8s/env-probe.ts')], { input, encoding: 'utf8' });
  const answers = JSON.parse(output) as Answer[];
  return ours.flatMap((pods, index) => {
    const { complaint, taken = [] } = answers[index]!; // one for each
    if (complaint !== undefined) return [`${pods.name}: ${complaint}`];
    return [...unknownVariables(pods, probes[index]!.env, taken), ...unlikePeers(pods, taken)];
  });
}

const appOf = (image = '') => /polyspool\/([a-z-]+)/.exec(image)?.[1];

function moduleOf({ owner, containers }: Pods, root: string) {
  const folder = commands[owner.metadata.name];
  return join(root, 'apps', appOf(containers.at(-1)?.image)!, 'dist', folder ?? '', 'env.js'); // ours are of an app
}

function environmentOf({ containers }: Pods, maps: ReadonlyMap<string, Resource['data']>, secrets: string) {
  const { env = [], envFrom = [] } = containers.at(-1)!; // sidecars stand before it
  const valueOf = ({ value = '', valueFrom }: IEnvVar) => {
    const { name = '', key = '' } = valueFrom?.configMapKeyRef ?? {};
    const text = valueFrom ? (maps.get(name)?.[key] ?? '') : value;
    return text.startsWith(`${secretFolder}/`) ? join(secrets, basename(text)) : text;
  };
  const given = envFrom.flatMap(({ configMapRef }) => Object.entries(maps.get(configMapRef?.name ?? '') ?? {}));
  return Object.fromEntries([
    // What is in every pod, and in the image.
    ['KUBERNETES_SERVICE_HOST', '10.0.0.1'],
    ['HOST', '0.0.0.0'],
    ...given.map(([name, value]) => [name, valueOf({ name, value })]),
    ...env.map((one) => [one.name, valueOf(one)]),
  ]) as Record<string, string>;
}

const inEveryPod = ['KUBERNETES_SERVICE_HOST', 'HOST'];

function unknownVariables({ name }: Pods, env: Readonly<Record<string, string>>, taken: readonly string[]) {
  const isKnown = (variable: string) => taken.includes(variable) || taken.includes(variable.replace(/_FILE$/, ''));
  return Object.entries(env)
    .filter(
      ([variable, value]) =>
        value !== '' && !inEveryPod.includes(variable) && !notOurs.test(variable) && !isKnown(variable),
    )
    .map(([variable]) => `${name}: its env.ts does not know ${variable}`);
}

function unlikePeers({ name, labels }: Pods, taken: readonly string[]) {
  return Object.entries(toldBy).flatMap(([peer, variable]) => {
    const [isTold, mayReach] = [taken.includes(variable), labels[peerLabel(peer as keyof typeof toldBy)] === 'true'];
    if (isTold === mayReach) return [];
    return [
      `${name}: ${isTold ? `has ${variable}, and may not reach ${peer}` : `may reach ${peer}, and has no ${variable}`}`,
    ];
  });
}
