import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyOf } from './check-manifests.ts';
import { kubectlPath } from './kubectl.ts';
import { render, type Resource } from './render.ts';
import { policiesOf } from './renderings.ts';

const root = join(import.meta.dirname, '../..');

/** What tests change in an object; which fields it has is what they are about. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Loose = any;
export type Find = (kind: string, name: string) => Loose;
export type Change = (find: Find, all: Loose[]) => unknown;

/** A rule, what is made wrong, and how. */
export type Wrong = readonly [rule: string, what: string, change: Change];

/** What kustomize makes of an overlay. */
export async function rendered(...overlays: readonly string[]): Promise<Resource[][]> {
  const folder = copyOf(root);
  try {
    const kubectl = await kubectlPath(root);
    return overlays.map((name) => render(kubectl, join(folder, 'k8s/overlays', name)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export function changed(resources: readonly Resource[], change: Change): Resource[] {
  const all: Loose[] = structuredClone(resources) as Loose[];
  const find: Find = (kind, name) => {
    const found = all.find((one: Resource) => one.kind === kind && nameIn(one) === name);
    if (!found) throw new Error(`There is no ${kind} ${name}`);
    return found;
  };
  change(find, all);
  return all as Resource[];
}

/** What the rule of that name says. */
export function saidBy(rule: string, resources: readonly Resource[]) {
  const [, policy] = policiesOf('scaled').find(([name]) => name === rule) ?? [];
  if (!policy) throw new Error(`There is no rule: ${rule}`);
  return policy(resources);
}

export const container = (find: Find) => pod(find).containers[0];
export const pod = (find: Find) => find('Deployment', 'worker-video').spec.template.spec;
export const scaler = (find: Find, name = 'worker-video') => find('ScaledObject', name).spec;
export const variable = (find: Find, deployment: string, name: string) =>
  find('Deployment', deployment).spec.template.spec.containers[0].env.find((one: Loose) => one.name === name);
export const settings = (find: Find) => find('ConfigMap', 'polyspool').data;
/** kustomize puts a hash behind the names of what it generates. */
const nameIn = ({ kind, metadata: { name } }: Resource) =>
  ['ConfigMap', 'Secret'].includes(kind) ? name.replace(/-[a-z0-9]{10}$/, '') : name;
export const remove = (all: Loose[], kind: string, name: string) =>
  all.splice(
    all.findIndex((one: Resource) => one.kind === kind && nameIn(one) === name),
    1,
  );
