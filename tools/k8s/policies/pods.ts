import type { IContainer, IPodSpec } from 'kubernetes-models/v1';
import { nameOf, type Resource } from '../render.ts';

/** What a rule has to say of resources; nothing where all is well. */
export type Policy = (resources: readonly Resource[]) => string[];

/** The pods that an object makes. */
export interface Pods {
  readonly owner: Resource;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: IPodSpec;
  /** Sidecars among them. */
  readonly containers: readonly IContainer[];
  readonly isLasting: boolean;
}

const makers = ['Deployment', 'StatefulSet', 'DaemonSet', 'Job'];

export function podsOf(resources: readonly Resource[]): Pods[] {
  return resources
    .filter(({ kind }) => makers.includes(kind))
    .map((owner) => {
      const { template } = owner.spec as { template: { metadata: { labels: Record<string, string> }; spec: IPodSpec } };
      const { metadata, spec } = template;
      return {
        owner,
        name: nameOf(owner),
        labels: metadata.labels,
        spec,
        containers: [...(spec.initContainers ?? []), ...spec.containers],
        isLasting: owner.kind !== 'Job',
      };
    });
}

export const ofKind = <Spec>(resources: readonly Resource[], kind: string) =>
  resources.filter((resource) => resource.kind === kind) as (Resource & { readonly spec: Spec })[];

export const fault = (name: string, isWrong: boolean | undefined, what: string) =>
  isWrong ? [`${name}: ${what}`] : [];

export const variable = ({ containers }: Pods, name: string) =>
  containers.flatMap(({ env = [] }) => env).find((one) => one.name === name)?.value;

export const hasLabels = (wanted: Readonly<Record<string, string>>, labels: Readonly<Record<string, string>>) =>
  Object.entries(wanted).every(([key, value]) => labels[key] === value);

const units: Readonly<Record<string, number>> = { m: 1e-3, '': 1, Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };

/** Of a quantity as Kubernetes writes it. */
export function amount(quantity: string | number | undefined): number | undefined {
  const [, value, unit = ''] = /^([\d.]+)([a-zA-Z]*)$/.exec(String(quantity)) ?? [];
  return value === undefined ? undefined : Number(value) * (units[unit] ?? NaN);
}
