import { type JobContract, percentAt } from '@polyspool/contracts/define-jobs';
import type { ProgressMessage } from './job-messages.js';

const intervalMs = 250;
const maxLineLength = 500;
const maxLinesAtOnce = 20;
const maxMessageLength = 300;

type Entry = Pick<ProgressMessage, 'dispatch' | 'start' | 'execution' | 'attempt'>;
type News = Partial<Omit<ProgressMessage, keyof Entry>>;

/** At most four messages a second; the newest state wins, log lines are gathered. */
export class ProgressReporter {
  #news: News = { percent: 0 };
  #log: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #sentAt = 0;
  #sending: Promise<void> = Promise.resolve();

  constructor(
    private readonly contract: JobContract,
    private readonly entry: Entry,
    private readonly send: (message: ProgressMessage) => Promise<void>,
  ) {}

  report(step: string, fraction: number, message?: string) {
    const percent = percentAt(this.contract, step, fraction);
    this.tell({ step, percent, ...(message && { message: message.slice(0, maxMessageLength) }) });
  }

  log(line: string) {
    this.#log.push(line.slice(0, maxLineLength));
    this.tell({});
  }

  tell(news: News) {
    this.#news = { ...this.#news, ...news };
    this.#timer ??= setTimeout(() => void this.flush(), Math.max(0, this.#sentAt + intervalMs - Date.now()));
  }

  /** Sends what waits. A message that Redis refuses is no reason to fail the job: the next one says more. */
  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sentAt = Date.now();
    const log = this.#log.splice(0, maxLinesAtOnce);
    const message = { ...this.entry, percent: 0, ...this.#news, ...(log.length && { log }) };
    this.#sending = this.#sending.then(() => this.send(message)).catch(() => undefined);
    if (this.#log.length) this.tell({});
    return this.#sending;
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#sending;
  }
}
