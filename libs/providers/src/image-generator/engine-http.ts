import { AppError } from '@polyspool/contracts/errors';
import type { z } from 'zod';
import { httpEngineError, unreachableEngine } from '../http-engine-error.js';
import { limitedFetch } from '../limited-fetch.js';

export interface EngineAddress {
  /** As people know the engine. */
  readonly name: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Of one request, up to the end of its answer. */
  readonly timeoutMs: number;
}

export interface Question {
  /** Posted as JSON. */
  readonly body?: object;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** Asks the server of an engine. Throws `engine.unavailable`, `engine.refused`, `engine.failed`, or the reason of the signal. */
export class EngineHttp {
  constructor(private readonly address: EngineAddress) {}

  async json<Answer>(path: string, schema: z.ZodType<Answer>, question: Question = {}): Promise<Answer> {
    const bytes = await this.bytes(path, question);
    try {
      return schema.parse(JSON.parse(bytes.toString('utf8')));
    } catch (cause) {
      throw new AppError('engine.failed', `${this.address.name} answered something else than it should`, { cause });
    }
  }

  async bytes(path: string, { body, signal, timeoutMs = this.address.timeoutMs }: Question = {}): Promise<Buffer> {
    const { name, headers } = this.address;
    const timeout = AbortSignal.timeout(timeoutMs);
    const { status, bytes } = await limitedFetch(this.urlOf(path), {
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      headers: { ...headers, ...(body && { 'content-type': 'application/json' }) },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
      .then(async (response) => ({ status: response.status, bytes: Buffer.from(await response.arrayBuffer()) }))
      .catch((error: unknown) => {
        throw signal?.aborted ? signal.reason : unreachableEngine(name, error);
      });
    if (status >= 300) throw httpEngineError(name, status, detailOf(status, bytes));
    return bytes;
  }

  urlOf(path: string): URL {
    const { url } = this.address;
    return new URL(path, url.endsWith('/') ? url : `${url}/`);
  }
}

/** What some servers say of a wrong password repeats it. */
const detailOf = (status: number, bytes: Buffer) =>
  status === 401 || status === 403 ? '(the key is wrong, or may not do this)' : bytes.toString('utf8', 0, 2_000);
