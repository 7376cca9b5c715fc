import type { ISecretKeySelector } from 'kubernetes-models/v1';
import { fault, hasLabels, ofKind, type Policy, type Pods, podsOf, variable } from './pods.ts';

type Selector = { readonly matchLabels?: Record<string, string> };
type Target = { readonly kind?: string; readonly name: string };

/** What one object says of another one. */
export const referencePolicies: Readonly<Record<string, Policy>> = {
  'a selector finds the pods of one object': (resources) => {
    const pods = podsOf(resources);
    const selectors = [
      ...ofKind<{ selector: Record<string, string> }>(resources, 'Service').map(({ metadata, spec }) => ({
        name: `Service/${metadata.name}`,
        labels: spec.selector,
      })),
      ...['Deployment', 'StatefulSet', 'PodDisruptionBudget'].flatMap((kind) =>
        ofKind<{ selector: Selector }>(resources, kind).map(({ metadata, spec }) => ({
          name: `${kind}/${metadata.name}`,
          labels: spec.selector.matchLabels ?? {},
        })),
      ),
    ];
    return selectors.flatMap(({ name, labels }) => {
      const found = pods.filter((one) => hasLabels(labels, one.labels)).length;
      return fault(name, found !== 1, `selects the pods of ${found} objects`);
    });
  },

  'what has more than one pod may lose one at a time, and is spread': (resources) =>
    ofKind(resources, 'Deployment').flatMap((deployment) => {
      const [pods] = podsOf([deployment]);
      const { labels, spec, name } = pods!; // a Deployment makes pods
      const budgets = ofKind<{ selector: Selector; maxUnavailable?: number }>(resources, 'PodDisruptionBudget');
      const mine = budgets.filter((one) => hasLabels(one.spec.selector.matchLabels ?? {}, labels));
      const isAlone = ['scale-guard', 'celery-bridge'].includes(labels['app.kubernetes.io/name'] ?? '');
      return [
        ...fault(
          name,
          !isAlone && (mine.length !== 1 || mine[0]!.spec.maxUnavailable !== 1),
          'has no disruption budget',
        ),
        ...fault(name, spec.topologySpreadConstraints?.length !== 2, 'is not spread'),
      ];
    }),

  'a scaler scales what there is, and nothing has two': (resources) => {
    const targets = [...ofKind(resources, 'HorizontalPodAutoscaler'), ...ofKind(resources, 'ScaledObject')].map(
      ({ spec }) => (spec as { scaleTargetRef: Target }).scaleTargetRef.name,
    );
    const deployments = ofKind(resources, 'Deployment').map(({ metadata }) => metadata.name);
    return targets.flatMap((target, index) => [
      ...fault(target, !deployments.includes(target), 'is scaled, and there is none'),
      ...fault(target, targets.indexOf(target) !== index, 'has two scalers'),
    ]);
  },

  'every setting and secret that is named is there': (resources) =>
    podsOf(resources).flatMap((pods) => [...settingFaults(resources, pods), ...secretFaults(resources, pods)]),

  'a setting is told in one place': (resources) =>
    podsOf(resources).flatMap(({ name, containers }) =>
      containers.flatMap(({ env = [], envFrom = [] }) => {
        const more = envFrom.flatMap(({ configMapRef }) => {
          const map = ofKind(resources, 'ConfigMap').find(({ metadata }) => metadata.name === configMapRef?.name);
          return Object.keys(map?.data ?? {});
        });
        return env.flatMap((one) => fault(name, more.includes(one.name), `${one.name} of its ConfigMap is not heard`));
      }),
    ),

  'a key that somebody asks with opens something, and one opens everything': (resources) => {
    const pods = podsOf(resources);
    const kept = new Set([...secretKeys(resources).values()].flat());
    const wanted = pods.some(({ name }) => name === 'Deployment/gateway') ? [...kept, 'POLYSPOOL_ADMIN_KEY'] : kept;
    return [...new Set(wanted)].flatMap((key) => {
      const owner = knownBy[key];
      const isTold = pods.some((one) => one.name === owner && variable(one, `${key}_FILE`) !== undefined);
      return fault(key, owner !== undefined && !isTold, `${owner} is not told of it`);
    });
  },

  'every account that is named is there': (resources) => {
    const accounts = ofKind(resources, 'ServiceAccount').map(({ metadata }) => metadata.name);
    return podsOf(resources).flatMap(({ name, spec: { serviceAccountName: account } }) =>
      fault(name, account !== undefined && !accounts.includes(account), `there is no ServiceAccount ${account}`),
    );
  },
};

/** Who takes a key for good, or makes somebody with it. */
const knownBy: Readonly<Record<string, string>> = {
  METRICS_KEY: 'Deployment/gateway',
  CELERY_BRIDGE_KEY: 'Job/first-keys',
  POLYSPOOL_ADMIN_KEY: 'Job/first-keys',
};

function settingFaults(resources: Parameters<Policy>[0], { name, containers }: Pods) {
  const maps = new Map(ofKind(resources, 'ConfigMap').map(({ metadata, data }) => [metadata.name, data ?? {}]));
  const keys = containers.flatMap(({ env = [] }) => env.flatMap(({ valueFrom }) => valueFrom?.configMapKeyRef ?? []));
  return keys.flatMap(({ name: map = '', key }: ISecretKeySelector) =>
    fault(name, maps.get(map)?.[key] === undefined, `ConfigMap ${map} has no ${key}`),
  );
}

/** `NAME_FILE` names a file of the Secret that is mounted there. */
function secretFaults(resources: Parameters<Policy>[0], { name, containers, spec }: Pods) {
  const keys = secretKeys(resources);
  const volumes = spec.volumes?.flatMap(({ name: volume, secret }) => (secret ? [{ volume, secret }] : [])) ?? [];
  return volumes.flatMap(({ volume, secret: { secretName = '' } }) => {
    const mine = keys.get(secretName);
    if (!mine) return [`${name}: there is no Secret ${secretName}`];
    return containers.flatMap(({ env = [], volumeMounts = [] }) => {
      const folder = volumeMounts.find((mount) => mount.name === volume)?.mountPath;
      const files = env.flatMap(({ value }) =>
        folder && value?.startsWith(`${folder}/`) ? [value.slice(folder.length + 1)] : [],
      );
      return files.flatMap((file) => fault(name, !mine.includes(file), `Secret ${secretName} has no ${file}`));
    });
  });
}

interface ExternalSecretSpec {
  readonly target: { readonly name: string };
  readonly data: readonly { readonly secretKey: string }[];
}

function secretKeys(resources: Parameters<Policy>[0]): ReadonlyMap<string, readonly string[]> {
  return new Map([
    ...ofKind(resources, 'Secret').map(({ metadata, data }) => [metadata.name, Object.keys(data ?? {})] as const),
    ...ofKind<ExternalSecretSpec>(resources, 'ExternalSecret').map(
      ({ spec }) => [spec.target.name, spec.data.map(({ secretKey }) => secretKey)] as const,
    ),
  ]);
}
