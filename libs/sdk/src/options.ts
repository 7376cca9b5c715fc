/** How the client reaches a server. */
export interface PolyspoolOptions {
  /** Of the gateway, for example `https://polyspool.example.org`; in a browser the page's own where nothing is said. */
  readonly url?: string;
  /** An API key or a token; a function is asked before each request. None where a proxy brings it. */
  readonly key?: string | (() => string | Promise<string>);
  /** Until an answer has come, for each try; 35 s (the server ends every request within 30 s). */
  readonly timeoutMs?: number;
  /** After a first try that failed for no fault of the request; 4. */
  readonly retries?: number;
  /** What live updates may come by, best first; all of them. */
  readonly transports?: readonly Transport[];
  /** Instead of the global one. */
  readonly fetch?: typeof fetch;
  /** Instead of the global one; where there is none, live updates come by SSE. */
  readonly WebSocket?: typeof WebSocket;
}

export type Transport = 'ws' | 'sse' | 'poll';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call and all of its tries; it rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number | undefined;
}

/** What every call takes that creates something. */
export interface CreateOptions extends CallOptions {
  /** The same key with the same request is the same creation, for 24 hours. One of its own for each call where none is given. */
  readonly idempotencyKey?: string | undefined;
}
