import type { Caller } from '../calls/caller.js';
import { backoffMs, delay } from '../calls/delay.js';
import type { JobEvent, LiveRoom } from '../generated/contract.js';
import type { PolyspoolOptions, Transport } from '../options.js';
import { PolyspoolError } from '../polyspool-error.js';
import { followByEvents } from './follow-by-events.js';
import { followByPolls } from './follow-by-polls.js';
import { LiveSocket } from './live-socket.js';
import { ConnectionLost, Refused, type Heard, type Told } from './told.js';

export type ListRoom = Exclude<LiveRoom, { jobId: string }>;

export interface EventsOptions {
  readonly signal?: AbortSignal | undefined;
  /** `at` of the last event that was heard: what came after it is told too. */
  readonly since?: string | undefined;
  /** More was missed than is told again: ask for the list once more. */
  readonly onGap?: (() => void) | undefined;
}

/** How long polling goes on before a better way is tried again. */
const recheckMs = 30_000;
const maxRemembered = 10_000;

/** What happens, as it happens, by the ways there are. */
export class Live {
  readonly transports: readonly Transport[];
  private readonly socket: LiveSocket | undefined;

  constructor(
    private readonly caller: Caller,
    private readonly options: PolyspoolOptions,
  ) {
    this.socket = this.#newSocket();
    const wanted = options.transports ?? ['ws', 'sse', 'poll'];
    this.transports = wanted.filter((way) => way !== 'ws' || this.socket);
  }

  /** One connection's worth of news of a job and its children. Throws when it is lost. */
  follow(via: Transport, jobId: string, heard: Heard, signal: AbortSignal): AsyncGenerator<Told, void, undefined> {
    if (via === 'ws' && this.socket) return followBySocket(this.socket, jobId, heard, signal);
    if (via === 'sse') return followByEvents(this.caller, jobId, heard, signal);
    return followByPolls(this.caller, jobId, { signal, forMs: this.transports.length > 1 ? recheckMs : Infinity });
  }

  /** Of jobs without their children; of `everything`, of children too. Goes on until its reader stops. */
  async *events(room: ListRoom, options: EventsOptions = {}): AsyncGenerator<JobEvent, void, undefined> {
    const socket = this.#newSocket();
    if (!socket) throw new PolyspoolError({ code: 'client.noWebSocket', detail: 'There is no WebSocket here' });
    const told = new Map<string, number>();
    let { since } = options;
    for (let failures = 0; ; failures += 1) {
      try {
        for await (const message of socket.follow(room, { since, signal: options.signal })) {
          if (message.type === 'subscribed') {
            failures = 0;
            if (!message.complete) options.onGap?.();
          }
          if (message.type !== 'event' || !isNews(told, message.event)) continue;
          since = message.event.at;
          yield message.event;
        }
      } catch (error) {
        options.signal?.throwIfAborted();
        if (error instanceof Refused) await this.#sayWhy(room, error, options.signal);
        if (!(error instanceof ConnectionLost)) throw error;
      }
      since ??= new Date().toISOString();
      await delay(backoffMs(failures), options.signal);
    }
  }

  /** By HTTP, refusals have a code and a status. */
  async #sayWhy(room: ListRoom, { message }: Refused, signal?: AbortSignal): Promise<never> {
    await this.caller.json('GET', '/v1/me', { signal });
    if ('projectId' in room)
      await this.caller.json('GET', `/v1/projects/${encodeURIComponent(room.projectId)}`, { signal });
    throw new PolyspoolError({ code: 'auth.forbidden', status: 403, detail: message });
  }

  #newSocket() {
    const { transports } = this.options;
    const WebSocketClass = this.options.WebSocket ?? (globalThis as { WebSocket?: typeof WebSocket }).WebSocket;
    if (!WebSocketClass || (transports && !transports.includes('ws'))) return undefined;
    const { url } = this.caller;
    return new LiveSocket({ url, key: () => this.caller.key(), WebSocket: WebSocketClass });
  }
}

async function* followBySocket(socket: LiveSocket, jobId: string, { since }: Heard, signal: AbortSignal) {
  for await (const message of socket.follow({ jobId }, { since, signal })) {
    if (message.type === 'snapshot') yield { snapshot: message.snapshot };
    else if (message.type === 'event') yield { event: message.event };
  }
}

/** Of each job the newest number: some seconds are told again after an interruption. */
function isNews(told: Map<string, number>, { jobId, seq }: JobEvent) {
  const before = told.get(jobId) ?? 0;
  if (seq <= before) return false;
  told.delete(jobId); // so that the map is in the order of the last news
  told.set(jobId, seq);
  const [oldest = ''] = told.keys();
  if (told.size > maxRemembered) told.delete(oldest);
  return true;
}
