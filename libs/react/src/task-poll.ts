import { PolyspoolError, type Polyspool } from '@polyspool/sdk';
import type { Surroundings } from './client-context.js';

export interface TaskStatus {
  readonly task_id: string;
  readonly state: 'pending' | 'started' | 'progress' | 'success' | 'failure' | 'retry' | 'revoked';
  /** Percent. */
  readonly progress: number;
  readonly message: string;
  readonly result?: unknown;
  readonly error?: string | null;
}

export const isOver = ({ state }: TaskStatus) => state === 'success' || state === 'failure' || state === 'revoked';

export interface Polled {
  readonly status?: TaskStatus;
  readonly error?: string | null;
  readonly isPolling?: boolean;
}

/** So many failures in a row are no passing trouble any more: it is told, and tried on. */
const toldFailures = 5;
/** News may come faster than it pays to ask. */
const leastMs = 300;

/** Asks how a task is: at once, every so often, and whenever the live channel has news; until it is over. */
export class TaskPoll {
  private readonly stop = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private askedAt = 0;
  private isAsking = false;

  constructor(
    private readonly surroundings: Surroundings,
    private readonly taskId: string,
    private readonly intervalMs: number,
    private readonly tell: (polled: Polled) => void,
  ) {}

  start() {
    void this.#ask();
    void this.#hear(this.surroundings.client);
    return () => this.#end();
  }

  #end() {
    clearTimeout(this.timer);
    this.stop.abort();
  }

  async #ask() {
    clearTimeout(this.timer);
    if (this.isAsking) return;
    this.isAsking = true;
    this.askedAt = Date.now();
    try {
      this.#take(await this.#status());
    } catch (error) {
      this.#fail(error);
    } finally {
      this.isAsking = false;
      if (!this.stop.signal.aborted) this.timer = setTimeout(() => void this.#ask(), this.intervalMs);
    }
  }

  #status() {
    const path = `/api/tasks/${encodeURIComponent(this.taskId)}/status`;
    const call = { signal: this.stop.signal, retries: 0 };
    return this.surroundings.client.request<TaskStatus>('GET', path, call);
  }

  #take(status: TaskStatus) {
    if (this.stop.signal.aborted) return;
    this.failures = 0;
    this.surroundings.log?.('Poll update', { task_id: this.taskId, state: status.state, progress: status.progress });
    this.tell({ status, error: null, isPolling: !isOver(status) });
    if (isOver(status)) this.#end();
  }

  #fail(error: unknown) {
    if (this.stop.signal.aborted) return;
    const message = error instanceof Error ? error.message : String(error);
    this.failures += 1;
    this.surroundings.log?.('Poll failed', { task_id: this.taskId, error: message });
    const isForGood = !mayPass(error);
    if (isForGood || this.failures >= toldFailures) this.tell({ error: message, isPolling: !isForGood });
    if (isForGood) this.#end();
  }

  async #hear(client: Polyspool) {
    try {
      const { signal } = this.stop;
      const transports = ['ws', 'sse'] as const;
      for await (const _news of client.jobs.handle(this.taskId).events({ signal, transports })) {
        if (this.isAsking) continue;
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.#ask(), Math.max(0, this.askedAt + leastMs - Date.now()));
      }
    } catch {
      // The polls go on, and what is wrong they find out themselves.
    }
  }
}

/** Not for what is wrong with the request. */
const mayPass = (error: unknown) =>
  error instanceof PolyspoolError && (error.status === 0 || error.status >= 500 || [408, 429].includes(error.status));
