import { PolyspoolError } from '../polyspool-error.js';
import type { CreateOptions, PolyspoolOptions } from '../options.js';
import { answerError } from './answer-error.js';
import { backoffMs, delay } from './delay.js';

export type Query = Readonly<Record<string, unknown>>;

export interface Call extends CreateOptions {
  readonly query?: Query | undefined;
  /** Sent as JSON, unless it is a form or bytes. */
  readonly body?: unknown;
  /** What is undefined is left out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether it may be sent again when nobody knows what became of it: else only when it was turned away. */
  readonly repeatable?: boolean | undefined;
  /** 0: never. */
  readonly retries?: number | undefined;
}

type Read<Answer> = (answer: Response) => Promise<Answer> | Answer;

const readOnly: readonly string[] = ['GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS'];

/** Longer waits are for the caller to decide on. */
const longestWaitMs = 30_000;

/** Requests to one server: with its key, in time, and again where that helps and does no harm. */
export class Caller {
  readonly url: string;
  private readonly options: PolyspoolOptions;

  constructor(options: PolyspoolOptions) {
    this.options = options;
    const { url = (globalThis as { location?: { origin: string } }).location?.origin } = options;
    if (!url)
      throw new PolyspoolError({ code: 'client.noUrl', detail: 'Outside of a page, `url` says where the server is' });
    this.url = url.replace(/\/+$/, '');
  }

  json<Answer>(method: string, path: string, call: Call = {}): Promise<Answer> {
    return this.send(method, path, call, async (answer) => {
      if (answer.status === 204) return undefined as Answer;
      return (await answer.json()) as Answer;
    });
  }

  /** What creates something carries a key, so that it may be sent again. */
  create<Answer>(path: string, body: unknown, options: CreateOptions = {}): Promise<Answer> {
    return this.json('POST', path, { ...options, body, headers: keyOf(options), repeatable: true });
  }

  /** What shows a secret once is not sent again by itself: the second answer would be without it. */
  createSecret<Answer>(path: string, body: unknown, options: CreateOptions = {}): Promise<Answer> {
    return this.json('POST', path, { ...options, body, headers: keyOf(options), repeatable: false });
  }

  /** Of answers that are no error, 304 among them. `read` belongs to the try: what breaks off in it is asked for again. */
  async send<Answer>(method: string, path: string, call: Call, read: Read<Answer>): Promise<Answer> {
    const most = call.retries ?? this.options.retries ?? 4;
    const repeatable = call.repeatable ?? readOnly.includes(method);
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.#try(method, path, call, read);
      } catch (error) {
        call.signal?.throwIfAborted();
        if (!(error instanceof PolyspoolError) || failures >= most || !maybeNextTime(error, repeatable)) throw error;
        const waitMs = error.retryAfterMs ?? backoffMs(failures);
        if (waitMs > longestWaitMs) throw error;
        await delay(waitMs, call.signal);
      }
    }
  }

  async key(): Promise<string | undefined> {
    const { key } = this.options;
    return typeof key === 'function' ? key() : key;
  }

  async #try<Answer>(method: string, path: string, call: Call, read: Read<Answer>): Promise<Answer> {
    const { signal, timeoutMs = this.options.timeoutMs ?? 35_000 } = call;
    const late = new AbortController();
    const timer = timeoutMs > 0 && Number.isFinite(timeoutMs) ? setTimeout(() => late.abort(), timeoutMs) : undefined;
    try {
      const request = await this.#request(method, call);
      const either = signal ? AbortSignal.any([signal, late.signal]) : late.signal;
      const answer = await (this.options.fetch ?? fetch)(this.#address(path, call.query), {
        ...request,
        signal: either,
      });
      if (!answer.ok && answer.status !== 304) throw await answerError(answer);
      return await read(answer);
    } catch (error) {
      if (error instanceof PolyspoolError || signal?.aborted) throw error;
      if (late.signal.aborted) throw unanswered('client.timedOut', `No answer within ${timeoutMs} ms`, error);
      if ((error as Error).name === 'SyntaxError')
        throw unanswered('client.unexpectedAnswer', 'The answer is not JSON', error);
      throw unanswered('client.unreachable', `The server does not answer: ${messageOf(error)}`, error);
    } finally {
      clearTimeout(timer);
    }
  }

  async #request(method: string, { body, headers }: Call): Promise<RequestInit> {
    const key = await this.key();
    const isJson =
      body !== undefined && !(body instanceof FormData || body instanceof Blob || body instanceof Uint8Array);
    const all = present({
      accept: 'application/json',
      authorization: key === undefined ? undefined : `Bearer ${key}`,
      'content-type': isJson ? 'application/json' : undefined,
      ...headers,
    });
    try {
      const sent = { method, headers: new Headers(all) };
      if (body === undefined) return sent;
      return { ...sent, body: isJson ? JSON.stringify(body) : (body as BodyInit) };
    } catch (error) {
      // No other try would change it: a letter that no header can have, an object that contains itself.
      throw unanswered('client.badRequest', `The request cannot be written: ${messageOf(error)}`, error);
    }
  }

  /** What is undefined is left out; lists are joined. */
  #address(path: string, query: Query = {}) {
    const given = Object.entries(present(query)).map(([name, value]) => [name, textOf(value)]);
    const address = this.url + path;
    return given.length ? `${address}?${new URLSearchParams(given).toString()}` : address;
  }
}

const present = <Value>(fields: Readonly<Record<string, Value | undefined>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Record<string, Value>;

/** Whether the same request may succeed when it is sent again; turned away, it has done nothing. */
function maybeNextTime({ code, status, retryAfterMs }: PolyspoolError, repeatable: boolean) {
  if (code === 'client.badRequest' || (code === 'client.unexpectedAnswer' && status < 500)) return false;
  if (status === 429) return retryAfterMs !== undefined;
  if (status === 503) return repeatable || retryAfterMs !== undefined;
  return repeatable && (status === 0 || status === 408 || status >= 500);
}

const textOf = (value: unknown) => (value instanceof Date ? value.toISOString() : String(value));
const messageOf = (error: unknown) =>
  error instanceof Error ? ((error.cause as Error)?.message ?? error.message) : String(error);
const unanswered = (code: string, detail: string, cause: unknown) => new PolyspoolError({ code, detail }, { cause });

const keyOf = ({ idempotencyKey = newKey() }: CreateOptions) => ({ 'idempotency-key': idempotencyKey });

/** `crypto.randomUUID` is missing in pages without TLS. */
const newKey = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
