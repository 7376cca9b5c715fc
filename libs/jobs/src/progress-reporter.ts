import { type JobContract, percentAt } from '@polyspool/contracts/define-jobs';
import type { ProgressMessage } from './job-messages.js';

const intervalMs = 250;
const entryMs = 25;
const maxLineLength = 500;
const maxLinesAtOnce = 20;
const maxMessageLength = 300;

type Entry = Pick<ProgressMessage, 'dispatch' | 'start' | 'execution' | 'attempt' | 'traceparent'>;
type News = Partial<Omit<ProgressMessage, keyof Entry>>;

/** At most four messages a second, one after the other; the newest state wins, log lines are gathered. */
export class ProgressReporter {
  #news: News = { percent: 0 };
  #log: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sentAt = 0;
  #waits = false;
  #stopped = false;
  #sending: Promise<void> | undefined;

  constructor(
    private readonly contract: JobContract,
    private readonly entry: Entry,
    private readonly send: (message: ProgressMessage) => Promise<void>,
  ) {}

  /** The job is in its handler. A job that is over at once has no need to say so: its end tells all. */
  enter() {
    this.#timer = setTimeout(() => void this.#sendNow(), entryMs);
  }

  report(step: string, fraction: number, message?: string) {
    const percent = percentAt(this.contract, step, fraction || 0); // 0 of 0 is NaN
    this.tell({ step, percent, ...(message && { message: message.slice(0, maxMessageLength) }) });
  }

  log(line: string) {
    if (this.#stopped) return;
    this.#log.push(line.slice(0, maxLineLength));
    this.tell({});
  }

  tell(news: News) {
    if (this.#stopped) return;
    this.#news = { ...this.#news, ...news };
    this.#waits = true;
    if (!this.#sentAt) this.#forgetTimer();
    this.#sendSoon();
  }

  /** Sends the state now, behind what is on its way. */
  async flush() {
    await this.#sending;
    await this.#sendNow();
  }

  /** Sends what waits and falls silent: a handler that hangs past its limit has nothing more to say. */
  async stop() {
    this.#stopped = true;
    await this.#sending;
    while (this.#waits) await this.#sendNow();
    this.#forgetTimer();
  }

  #sendSoon() {
    if (!this.#waits || this.#sending || this.#stopped) return;
    this.#timer ??= setTimeout(() => void this.#sendNow(), Math.max(0, this.#sentAt + intervalMs - Date.now()));
  }

  #forgetTimer() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #sendNow() {
    this.#forgetTimer();
    this.#sentAt = Date.now();
    const log = this.#log.splice(0, maxLinesAtOnce);
    this.#waits = this.#log.length > 0;
    const message = { ...this.entry, percent: 0, ...this.#news, ...(log.length && { log }) };
    // A message that Redis refuses is no reason to fail the job: the next one says more.
    this.#sending = this.send(message)
      .catch(() => undefined)
      .finally(() => {
        this.#sending = undefined;
        this.#sendSoon();
      });
    return this.#sending;
  }
}
