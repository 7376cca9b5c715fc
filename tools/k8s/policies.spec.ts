import { connections, networkPolicies } from './policies/network.ts';
import { podPolicies } from './policies/pod-policies.ts';
import { referencePolicies } from './policies/reference-policies.ts';
import type { Resource } from './render.ts';
import {
  changed,
  container,
  type Loose,
  pod,
  remove,
  rendered,
  saidBy,
  settings,
  type Wrong,
} from './testing-manifests.ts';

/** Each rule, and what it has to find: something that was right is made wrong. */
const wrongs: readonly Wrong[] = [
  ['an image has a version', 'latest', (find) => (container(find).image = 'polyspool/video-worker:latest')],
  ['an image has a version', 'none', (find) => (container(find).image = 'registry:5000/polyspool/video-worker')],
  ['nothing runs as root, or may become it', 'root', (find) => (pod(find).securityContext.runAsUser = 0)],
  ['nothing runs as root, or may become it', 'perhaps root', (find) => delete pod(find).securityContext.runAsNonRoot],
  ['nothing runs as root, or may become it', 'no seccomp', (find) => delete pod(find).securityContext.seccompProfile],
  [
    'nothing runs as root, or may become it',
    'capabilities',
    (find) => (container(find).securityContext.capabilities = { drop: ['ALL'], add: ['NET_RAW'] }),
  ],
  [
    'nothing runs as root, or may become it',
    'escalation',
    (find) => delete container(find).securityContext.allowPrivilegeEscalation,
  ],
  [
    'the file system is read-only',
    'writable',
    (find) => (container(find).securityContext.readOnlyRootFilesystem = false),
  ],
  ['nothing of the node is shared', 'its network', (find) => (pod(find).hostNetwork = true)],
  [
    'nothing of the node is shared',
    'a folder',
    (find) => pod(find).volumes.push({ name: 'x', hostPath: { path: '/' } }),
  ],
  ['nothing of the node is shared', 'its disk without a bound', (find) => (pod(find).volumes[0].emptyDir = {})],
  ['resources are asked for and bounded', 'no limit', (find) => delete container(find).resources.limits.memory],
  [
    'resources are asked for and bounded',
    'more asked than allowed',
    (find) => (container(find).resources.requests.memory = '3Gi'),
  ],
  ['what lasts is probed', 'no probe', (find) => delete container(find).livenessProbe],
  ['what lasts is probed', 'another port', (find) => (container(find).readinessProbe.httpGet.port = 'web')],
  [
    'what lasts is probed',
    'restarted for a store',
    (find) => (container(find).livenessProbe.httpGet.path = '/health/ready'),
  ],
  [
    'none of ours is killed while it closes',
    'the gateway waits for the balancer, too',
    (find) => (find('Deployment', 'gateway').spec.template.spec.terminationGracePeriodSeconds = 129),
  ],
  ['only scale-guard has a token', 'a worker has one', (find) => (pod(find).automountServiceAccountToken = true)],
  [
    'only scale-guard has a token',
    'an account hands it out',
    (find) => delete find('ServiceAccount', 'gateway').automountServiceAccountToken,
  ],
  ['no variables come from Services', 'as by default', (find) => delete pod(find).enableServiceLinks],
  [
    'the namespace is restricted',
    'baseline',
    (find) => (find('Namespace', 'polyspool').metadata.labels['pod-security.kubernetes.io/enforce'] = 'baseline'),
  ],
  [
    'a selector finds the pods of one object',
    'a Service of nothing',
    (find) => (find('Service', 'gateway').spec.selector = { app: 'gateway' }),
  ],
  [
    'a selector finds the pods of one object',
    'a Deployment that takes those of others',
    (find) => delete find('Deployment', 'worker-video').spec.selector.matchLabels['polyspool.io/queue'],
  ],
  [
    'what has more than one pod may lose one at a time, and is spread',
    'no budget',
    (_find, all) => remove(all, 'PodDisruptionBudget', 'gateway'),
  ],
  [
    'what has more than one pod may lose one at a time, and is spread',
    'all in one place',
    (find) => delete pod(find).topologySpreadConstraints,
  ],
  [
    'a scaler scales what there is, and nothing has two',
    'another name',
    (find) => (find('HorizontalPodAutoscaler', 'gateway').spec.scaleTargetRef.name = 'gate'),
  ],
  [
    'a scaler scales what there is, and nothing has two',
    'twice',
    (find) => (find('ScaledObject', 'worker-video').spec.scaleTargetRef.name = 'gateway'),
  ],
  ['every setting and secret that is named is there', 'no key', (find) => delete settings(find).STORAGE_URL],
  [
    'every setting and secret that is named is there',
    'no secret',
    (find) => find('ExternalSecret', 'video-worker').spec.data.shift(),
  ],
  [
    'a setting is told in one place',
    'a shared one in the ConfigMap of an app',
    (find) => (find('ConfigMap', 'notifications').data.PUBLIC_URL = 'https://polyspool.example.org'),
  ],
  [
    'a key that somebody asks with opens something, and one opens everything',
    'a bridge that nobody knows',
    (find) => find('Job', 'first-keys').spec.template.spec.containers[0].env.pop(),
  ],
  [
    'a key that somebody asks with opens something, and one opens everything',
    'nobody to administer it',
    (_find, all) => ['Job', 'ExternalSecret'].forEach((kind) => remove(all, kind, 'first-keys')),
  ],
  [
    'a key that somebody asks with opens something, and one opens everything',
    'metrics for nobody',
    (find) => {
      const { env } = find('Deployment', 'gateway').spec.template.spec.containers[0];
      env.splice(
        env.findIndex(({ name }: Loose) => name === 'METRICS_KEY_FILE'),
        1,
      );
    },
  ],
  ['every account that is named is there', 'no account', (_find, all) => remove(all, 'ServiceAccount', 'video-worker')],
  [
    'nothing comes in or goes out that is not allowed by name',
    'open',
    (_find, all) => remove(all, 'NetworkPolicy', 'default-deny'),
  ],
  [
    'nothing comes in or goes out that is not allowed by name',
    'open to the inside',
    (find) => (find('NetworkPolicy', 'default-deny').spec.policyTypes = ['Ingress']),
  ],
  ['who may send may also be heard', 'deaf', (_find, all) => remove(all, 'NetworkPolicy', 'job-status')],
  [
    'every label that opens something has its policy',
    'nothing',
    (_find, all) => remove(all, 'NetworkPolicy', 'reach-redis'),
  ],
  [
    'the internet is reached at any port, and no private network with it',
    'some ports',
    (find) => (find('NetworkPolicy', 'reach-internet').spec.egress[0].ports = [{ protocol: 'TCP', port: 443 }]),
  ],
  [
    'the internet is reached at any port, and no private network with it',
    'a private network',
    (find) => find('NetworkPolicy', 'reach-internet').spec.egress[0].to[0].ipBlock.except.splice(1, 1),
  ],
  [
    'the internet is reached at any port, and no private network with it',
    'private networks of IPv6',
    (find) => (find('NetworkPolicy', 'reach-internet').spec.egress[0].to[1].ipBlock.cidr = '::/0'),
  ],
];

describe('the rules for manifests', () => {
  let production: Resource[];
  let local: Resource[];
  beforeAll(async () => {
    [production, local] = (await rendered('production', 'local')) as [Resource[], Resource[]];
  });

  it('find nothing in what is deployed, and are all shown to find something', () => {
    const rules = Object.keys({ ...podPolicies, ...referencePolicies, ...networkPolicies });

    expect(rules.flatMap((rule) => saidBy(rule, production))).toEqual([]);
    expect([...new Set(wrongs.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  });

  it.each(wrongs)('%s: not with %s', (rule, _what, change) => {
    expect(saidBy(rule, changed(production, change))).not.toEqual([]);
  });

  it('let services talk to those only whom they need', () => {
    const lines = connections(local).filter((line) => !/kube-dns/.test(line));
    const byApp = Map.groupBy(lines, (line) => line.split(' → ')[0]);

    expect(
      Object.fromEntries([...byApp].map(([app, all]) => [app, all.map((line) => line.split(' → ')[1]).join(' ')])),
    ).toEqual({
      gateway: 'job-status:8080 postgres:5432 redis:6379 storage:9000',
      'job-status': 'postgres:5432 redis:6379',
      'video-worker': 'redis:6379 storage:9000',
      'pdf-worker': 'redis:6379 storage:9000',
      'generation-worker': 'redis:6379 storage:9000',
      'corpus-worker': 'redis:6379 storage:9000',
      maintenance: 'postgres:5432 redis:6379 storage:9000',
      notifications: expect.stringMatching(
        /^0\.0\.0\.0\/0 but private networks:any 2000::\/3:any postgres:5432 redis:6379 storage:9000$/,
      ),
      migrate: 'postgres:5432',
      'first-keys': 'postgres:5432',
      'make-bucket': 'storage:9000',
    });
  });

  it('let nobody in but the proxies and Prometheus', () => {
    const comers = connections(production)
      .map((line) => line.split(' → ')[0])
      .filter((from) => /monitoring|system|\//.test(from!));

    expect([...new Set(comers)].sort()).toEqual(['envoy-gateway-system', 'monitoring/prometheus']);
  });

  it('give a token to scale-guard alone, which may list and write pods, no more', () => {
    const rules = production.filter(({ kind }) => kind === 'Role').map((role) => (role as Loose).rules);

    expect(rules).toEqual([[{ apiGroups: [''], resources: ['pods'], verbs: ['list', 'patch'] }]]);
    expect(production.filter(({ kind }) => kind === 'ClusterRole' || kind === 'ClusterRoleBinding')).toEqual([]);
  });
});
