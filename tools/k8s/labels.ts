import type { Peer } from './app-needs.ts';
import type { Workload } from './workload.ts';

/** For a `selector`: what a workload is, and never anything else. */
export const identityOf = ({ app, queue }: Pick<Workload, 'app' | 'queue'>) => ({
  'app.kubernetes.io/name': app,
  ...(queue && { 'polyspool.io/queue': queue.name }),
});

export const roleOf = ({ queue }: Pick<Workload, 'queue'>) => (queue ? 'worker' : 'service');

export const commonLabels = (workload: Pick<Workload, 'app' | 'queue'>) => ({
  ...identityOf(workload),
  'app.kubernetes.io/component': roleOf(workload),
  'app.kubernetes.io/part-of': 'polyspool',
});

/** By these labels NetworkPolicies choose whom they let out. */
export const peerLabel = (peer: Peer) => `polyspool.io/reaches-${peer}`;

export const peerLabels = (peers: readonly Peer[]) =>
  Object.fromEntries(peers.map((peer) => [peerLabel(peer), 'true']));
