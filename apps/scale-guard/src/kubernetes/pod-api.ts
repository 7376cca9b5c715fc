import { AppError } from '@polyspool/contracts/errors';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const PodList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        annotations: z.record(z.string(), z.string()).optional(),
        deletionTimestamp: z.string().optional(),
      }),
      spec: z.object({
        containers: z.array(
          z.object({ ports: z.array(z.object({ name: z.string().optional(), containerPort: z.int() })).default([]) }),
        ),
      }),
      status: z.object({
        phase: z.string().optional(),
        podIP: z.string().optional(),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
});
export type Pod = z.output<typeof PodList>['items'][number];

export interface PodApiOptions {
  readonly url: string;
  /** With the files `token` and `namespace`. */
  readonly folder: string;
  readonly selector: string;
}

const askMs = 5_000;

/**
 * The two questions that are asked of Kubernetes. By `fetch`: its client for Node is 30 MB of code and asks for nothing more than a
 * token and the authority that has signed the API's certificate, which Node reads by NODE_EXTRA_CA_CERTS.
 */
export class PodApi {
  constructor(private readonly options: PodApiOptions) {}

  async list(signal: AbortSignal): Promise<Pod[]> {
    // 0: out of the API's memory, without a question to etcd.
    const query = new URLSearchParams({ labelSelector: this.options.selector, resourceVersion: '0' });
    const response = await this.#ask(`?${query}`, { signal });
    if (!response.ok) throw await refusal('Pods cannot be listed', response);
    return PodList.parse(await response.json()).items;
  }

  /** Whether it was taken: a pod may be gone, or be changed by somebody else in that moment. */
  async annotate(name: string, annotations: Readonly<Record<string, string>>, signal: AbortSignal): Promise<boolean> {
    const response = await this.#ask(`/${encodeURIComponent(name)}`, {
      signal,
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({ metadata: { annotations } }),
    });
    if (response.ok || response.status === 404 || response.status === 409) {
      await response.body?.cancel();
      return response.ok;
    }
    throw await refusal('A pod cannot be annotated', response);
  }

  async #ask(path: string, { signal, ...init }: RequestInit & { readonly signal: AbortSignal }) {
    const { url, folder } = this.options;
    // Read each time: the kubelet replaces the token within the hour.
    const read = async (name: string) => (await readFile(join(folder, name), 'utf8')).trim();
    const [token, namespace] = await Promise.all([read('token'), read('namespace')]);
    const headers = { ...init.headers, authorization: `Bearer ${token}`, accept: 'application/json' };
    const address = `${url}/api/v1/namespaces/${namespace}/pods${path}`;
    const inTime = AbortSignal.any([signal, AbortSignal.timeout(askMs)]);
    return fetch(address, { ...init, headers, signal: inTime }).catch((cause: unknown) => {
      signal.throwIfAborted();
      throw new AppError('service.unavailable', 'Kubernetes does not answer', { cause });
    });
  }
}

async function refusal(what: string, response: Response) {
  const text = (await response.text().catch(() => '')).slice(0, 500);
  return new AppError('service.unavailable', `${what}: Kubernetes answered ${response.status} ${text}`);
}
