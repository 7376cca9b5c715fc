import type { IEnvVar } from 'kubernetes-models/v1';
import type { Resource } from '../render.ts';
import { ofKind, type Pods } from './pods.ts';

/** What the service in the pods is told, by its variables and by ConfigMaps. Secrets are files: here are their paths. */
export function environmentOf(resources: readonly Resource[], { containers }: Pods): Readonly<Record<string, string>> {
  const maps = new Map(ofKind(resources, 'ConfigMap').map(({ metadata, data }) => [metadata.name, data ?? {}]));
  const { env = [], envFrom = [] } = containers.at(-1)!; // sidecars stand before it
  const valueOf = ({ value = '', valueFrom }: IEnvVar) => {
    const { name = '', key = '' } = valueFrom?.configMapKeyRef ?? {};
    return valueFrom ? (maps.get(name)?.[key] ?? '') : value;
  };
  const given = envFrom.flatMap(({ configMapRef }) => Object.entries(maps.get(configMapRef?.name ?? '') ?? {}));
  return Object.fromEntries([...given, ...env.map((one) => [one.name, valueOf(one)])]) as Record<string, string>;
}
