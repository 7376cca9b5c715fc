import type { z } from 'zod';
import { ApiProblem } from './api-problem.js';

export type Fetch = (url: string, init: RequestInit) => Promise<Pick<Response, 'ok' | 'status' | 'json'>>;

interface Extras {
  readonly body?: object;
  readonly cache?: RequestCache;
}

/** One call to the gateway, its answer parsed. Throws `ApiProblem`. */
export type Call = <Schema extends z.ZodType>(
  schema: Schema,
  method: string,
  path: string,
  extras?: Extras,
) => Promise<z.output<Schema>>;

/** Without a key, what is open to all. */
export function callGateway(fetch: Fetch, key?: string): Call {
  return async (schema, method, path, extras = {}) => {
    const response = await send(fetch, path, requestOf(key, method, extras));
    const answer = await bodyOf(response);
    if (!response.ok) throw ApiProblem.fromBody(response.status, answer);
    const parsed = schema.safeParse(answer);
    if (!parsed.success) throw ApiProblem.unexpected(response.status, parsed.error);
    return parsed.data;
  };
}

/** Nothing where the gateway says that there is nothing to say. */
function bodyOf(response: Pick<Response, 'status' | 'json'>): Promise<unknown> {
  const { status } = response;
  if (status === 204) return Promise.resolve(undefined);
  return response.json().catch((error: unknown) => {
    throw ApiProblem.unexpected(status, error);
  });
}

/** What is undefined is left out. */
export function searchOf(query: Record<string, unknown>) {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}

function requestOf(key: string | undefined, method: string, { body, cache }: Extras): RequestInit {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (key !== undefined) headers['authorization'] = `Bearer ${key}`;
  if (body) headers['content-type'] = 'application/json';
  return { method, headers, ...(body && { body: JSON.stringify(body) }), ...(cache && { cache }) };
}

async function send(fetch: Fetch, path: string, request: RequestInit) {
  try {
    return await fetch(path, request);
  } catch (error) {
    throw ApiProblem.unreachable(error);
  }
}
