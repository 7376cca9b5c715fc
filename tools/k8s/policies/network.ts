import type { INetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { peerLabel } from '../labels.ts';
import { fault, hasLabels, ofKind, type Policy, type Pods, podsOf } from './pods.ts';

type Spec = NonNullable<INetworkPolicy['spec']>;
type Peer = NonNullable<NonNullable<Spec['egress']>[number]['to']>[number];
type Port = NonNullable<NonNullable<Spec['egress']>[number]['ports']>[number];
type Selector = NonNullable<Peer['podSelector']>;
type Direction = 'Ingress' | 'Egress';

interface Rule {
  readonly peers: readonly Peer[];
  readonly ports: readonly Port[];
}

const appOf = ({ labels }: Pods) => labels['app.kubernetes.io/name']!; // podPolicies would not let it be without

/** Who may talk to whom, at which port: where both sides agree, and to and from what is outside of the namespace. */
export function connections(resources: readonly Parameters<Policy>[0][number][]): string[] {
  const pods = podsOf(resources);
  const found = new Set<string>();
  for (const one of pods) {
    for (const rule of rulesFor(resources, one, 'Egress'))
      for (const edge of outward(one, rule, pods, resources)) found.add(edge);
    for (const rule of rulesFor(resources, one, 'Ingress')) for (const edge of inward(one, rule)) found.add(edge);
  }
  return [...found].sort();
}

interface Way {
  readonly from: Pods;
  readonly to: Pods;
  readonly port: Port['port'];
}

/** Both sides agree. */
export const mayReach = (resources: Parameters<Policy>[0], { from, to, port }: Way) =>
  [
    { rules: rulesFor(resources, from, 'Egress'), peer: to },
    { rules: rulesFor(resources, to, 'Ingress'), peer: from },
  ].every(({ rules, peer }) =>
    rules.some(
      ({ peers, ports }) =>
        peers.some((one) => isWithin(one, peer)) && ports.some((one) => numberOf(to, one.port) === port),
    ),
  );

export const networkPolicies: Readonly<Record<string, Policy>> = {
  'nothing comes in or goes out that is not allowed by name': (resources) => {
    const denies = ofKind<Spec>(resources, 'NetworkPolicy').some(
      ({ spec: { podSelector, policyTypes = [], ingress, egress } }) =>
        isEveryPod(podSelector) && policyTypes.length === 2 && !ingress?.length && !egress?.length,
    );
    return denies ? [] : ['there is no policy that denies everything'];
  },

  'who may send may also be heard': (resources) => {
    const pods = podsOf(resources);
    return pods.flatMap((from) =>
      rulesFor(resources, from, 'Egress').flatMap((rule) =>
        pods
          .filter((to) => rule.peers.some((peer) => isWithin(peer, to)))
          .flatMap((to) =>
            hears(resources, to, from) ? [] : [`${from.name} may send to ${to.name}, which does not hear it`],
          ),
      ),
    );
  },

  'every label that opens something has its policy': (resources) => {
    const names = ofKind(resources, 'NetworkPolicy').map(({ metadata }) => metadata.name);
    return podsOf(resources).flatMap(({ name, labels }) =>
      Object.keys(labels)
        .filter(
          (label) => label.startsWith('polyspool.io/reaches-') && !names.includes(label.replace(/^.*reaches/, 'reach')),
        )
        .map((label) => `${name}: ${label} opens nothing`),
    );
  },

  'the internet is reached at any port, and no private network with it': (resources) =>
    podsOf(resources)
      .filter(({ labels }) => labels[peerLabel('internet')] === 'true')
      .flatMap((pods) => {
        const rules = rulesFor(resources, pods, 'Egress').map(({ peers, ports }) => ({
          blocks: peers.flatMap(({ ipBlock }) => ipBlock ?? []),
          ports,
        }));
        const isOpen = rules.some(
          ({ blocks, ports }) => ports === everyPort && blocks.some(({ cidr }) => cidr === anywhere),
        );
        return [
          ...fault(pods.name, !isOpen, 'may talk to some ports only'),
          ...fault(
            pods.name,
            rules.some(({ blocks }) => blocks.some(isTooWide)),
            'may talk to private networks',
          ),
        ];
      }),
};

/** Where a policy names none. */
const everyPort: readonly Port[] = [{ port: 'any' }];
const anywhere = '0.0.0.0/0';
const privateNetworks = [
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
];

/** Of IPv6, 2000::/3 is all that is public. */
const isTooWide = ({ cidr, except = [] }: NonNullable<Peer['ipBlock']>) =>
  cidr === '::/0' || (cidr === anywhere && !privateNetworks.every((one) => except.includes(one)));

function rulesFor(resources: Parameters<Policy>[0], pods: Pods, direction: Direction): Rule[] {
  return ofKind<Spec>(resources, 'NetworkPolicy')
    .filter(({ spec }) => spec.policyTypes?.includes(direction) && selects(spec.podSelector, pods.labels))
    .flatMap(({ spec }) =>
      direction === 'Egress'
        ? (spec.egress ?? []).map(({ to = [], ports = everyPort }) => ({ peers: to, ports }))
        : (spec.ingress ?? []).map(({ from = [], ports = everyPort }) => ({ peers: from, ports })),
    );
}

const hears = (resources: Parameters<Policy>[0], to: Pods, from: Pods) =>
  rulesFor(resources, to, 'Ingress').some(({ peers }) => peers.some((peer) => isWithin(peer, from)));

function outward(from: Pods, { peers, ports }: Rule, pods: readonly Pods[], resources: Parameters<Policy>[0]) {
  const inside = pods.filter((to) => peers.some((peer) => isWithin(peer, to)) && hears(resources, to, from));
  const names = (to: Pods) => ports.map(({ port }) => `${appOf(to)}:${numberOf(to, port)}`);
  const outside = peers.filter((peer) => !isInside(peer));
  return [
    ...inside.flatMap(names),
    ...outside.flatMap((peer) => ports.map(({ port }) => `${describe(peer)}:${port}`)),
  ].map((to) => `${appOf(from)} → ${to}`);
}

const inward = (to: Pods, { peers, ports }: Rule) =>
  peers
    .filter((peer) => !isInside(peer))
    .flatMap((peer) => ports.map(({ port }) => `${describe(peer)} → ${appOf(to)}:${numberOf(to, port)}`));

const isInside = (peer: Peer) => peer.podSelector !== undefined && peer.namespaceSelector === undefined;
const isWithin = (peer: Peer, { labels }: Pods) => isInside(peer) && selects(peer.podSelector!, labels); // inside has one
const isEveryPod = (selector: Selector | undefined) => Object.keys(selector ?? {}).length === 0;

function selects(selector: Selector | undefined, labels: Readonly<Record<string, string>>) {
  const { matchLabels = {}, matchExpressions = [] } = selector ?? {};
  const fits = matchExpressions.every(({ key, operator, values = [] }) => {
    if (operator !== 'In') throw new Error(`network.ts does not know ${operator}`);
    return values.includes(labels[key] ?? '');
  });
  return fits && hasLabels(matchLabels, labels);
}

function describe({ ipBlock, namespaceSelector, podSelector }: Peer): string {
  if (ipBlock) return ipBlock.except?.length ? `${ipBlock.cidr} but private networks` : ipBlock.cidr;
  const namespace = namespaceSelector?.matchLabels?.['kubernetes.io/metadata.name'] ?? 'any namespace';
  const pod = Object.values(podSelector?.matchLabels ?? {}).join();
  return pod ? `${namespace}/${pod}` : namespace;
}

/** A port may be said by its name, which each pod has for its own. */
const numberOf = ({ containers }: Pods, port: Port['port']) =>
  containers.flatMap(({ ports = [] }) => ports).find(({ name }) => name === port)?.containerPort ?? port;
