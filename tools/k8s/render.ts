import { execFileSync } from 'node:child_process';
import { parseAllDocuments } from 'yaml';

/** Any object of Kubernetes. */
export interface Resource {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly spec?: unknown;
  readonly data?: Readonly<Record<string, string>>;
}

/** What `kubectl apply -k <folder>` would send. */
export function render(kubectl: string, folder: string): Resource[] {
  const text = execFileSync(kubectl, ['kustomize', folder], { encoding: 'utf8', maxBuffer: 64 * 1024 ** 2 });
  return parseAllDocuments(text).flatMap((document) =>
    document.contents ? [inOneLine(document.toJS() as Resource)] : [],
  );
}

/** kustomize breaks long values of a Secret into lines, which its reader takes for one. */
function inOneLine(resource: Resource): Resource {
  if (resource.kind !== 'Secret') return resource;
  const data = Object.entries(resource.data ?? {}).map(([key, value]) => [key, value.replaceAll('\n', '')]);
  return { ...resource, data: Object.fromEntries(data) as Record<string, string> };
}

export const nameOf = ({ kind, metadata }: Resource) => `${kind}/${metadata.name}`;
