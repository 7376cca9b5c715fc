import { execFileSync } from 'node:child_process';
import { basename, join } from 'node:path';
import { peerLabel } from './labels.ts';
import { environmentOf } from './policies/environment.ts';
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
  'first-keys': 'migrate',
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
  const probes = ours.map((pods) => ({ module: moduleOf(pods, root), env: givenTo(pods, resources, secrets) }));
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

function givenTo(pods: Pods, resources: readonly Resource[], secrets: string): Readonly<Record<string, string>> {
  const told = Object.entries(environmentOf(resources, pods)).map(([name, value]) => [
    name,
    value.startsWith(`${secretFolder}/`) ? join(secrets, basename(value)) : value,
  ]);
  // What is in every pod, and in the image.
  return { KUBERNETES_SERVICE_HOST: '10.0.0.1', HOST: '0.0.0.0', ...Object.fromEntries(told) };
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
