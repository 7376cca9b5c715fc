import type { AnyJob, Job, JobHandle, JobUpdate } from '@polyspool/sdk';
import { MultiBar, type SingleBar } from 'cli-progress';
import { Exit, exitCodes } from '../exit-codes.js';
import type { Session } from '../session.js';
import { coloured } from './colours.js';
import { printable } from './printable.js';

const codes: Readonly<Record<string, number>> = {
  succeeded: exitCodes.ok,
  failed: exitCodes.jobFailed,
  cancelled: exitCodes.jobCancelled,
  expired: exitCodes.jobCancelled,
};
/** More than fit onto a screen say nothing. */
const mostBars = 12;

/** Follows a job to its end: bars in a terminal, lines in a file, JSON lines where asked for. The program ends as the job does. */
export async function watchJob(session: Session, job: JobHandle): Promise<Job> {
  const { terminal, signal } = session.around;
  const bars = terminal && !session.isJson ? new Bars(terminal) : undefined;
  const lines = new Lines(session);
  try {
    for await (const update of job.events({ signal })) {
      if (session.isJson) session.around.write(JSON.stringify(update.event ?? update.job));
      else if (bars) bars.show(update);
      else lines.show(update.job);
    }
  } catch (error) {
    if (!signal.aborted) throw error;
    bars?.stop();
    session.around.complain(`No longer watched; it goes on. To watch it again: polyspool watch ${job.id}`);
    throw new Exit(exitCodes.interrupted);
  }
  bars?.stop();
  const ended = job.known ?? (await job.refresh());
  if (!session.isJson) sayEnd(session, ended);
  const code = codes[ended.status] ?? exitCodes.ok;
  if (code !== exitCodes.ok) throw new Exit(code);
  return ended;
}

function sayEnd({ around }: Session, { id, status, message, error }: Job) {
  const why = error ? `: ${error.detail} (${error.code})` : message ? `: ${message}` : '';
  around.write(`${id} ${coloured(around.terminal, status)}${why}`);
}

/** One line for each change of step, or of ten per cent. */
class Lines {
  #last = '';

  constructor(private readonly session: Session) {}

  show({ status, step, percent, message }: Job) {
    const now = `${status} ${step ?? ''} ${Math.floor(percent / 10)}`;
    if (now === this.#last) return;
    this.#last = now;
    this.session.around.write([status, `${Math.floor(percent)} %`, step, message].filter(Boolean).join('  '));
  }
}

class Bars {
  readonly #all: MultiBar;
  readonly #byId = new Map<string, SingleBar>();

  constructor(stream: NodeJS.WriteStream) {
    this.#all = new MultiBar({
      stream,
      format: '{bar} {percentage} %  {name}  {what}',
      barCompleteChar: '█',
      barIncompleteChar: '░',
      barsize: 24,
      hideCursor: true,
      gracefulExit: false,
      emptyOnZero: true,
    });
  }

  show({ job, children }: JobUpdate) {
    this.#draw(job as AnyJob, job.type);
    const open = children.filter(({ status }) => status === 'running' || status === 'retrying');
    for (const child of open) this.#draw(child, `  ${child.type}`);
    for (const child of children) if (!open.includes(child)) this.#remove(child.id);
  }

  stop() {
    this.#all.stop();
  }

  #draw({ id, percent, step, message, status, eta }: AnyJob, name: string) {
    const left = eta && status === 'running' ? `about ${leftUntil(eta.p50)} left` : '';
    // A bar has one line.
    const what = printable(
      [status === 'running' ? step : status, message, left].filter(Boolean).join(' · '),
    ).replaceAll(/\s+/g, ' ');
    const bar = this.#byId.get(id);
    if (bar) return bar.update(Math.floor(percent), { name, what });
    if (this.#byId.size >= mostBars) return;
    this.#byId.set(id, this.#all.create(100, Math.floor(percent), { name, what }));
  }

  #remove(id: string) {
    const bar = this.#byId.get(id);
    if (bar) this.#all.remove(bar);
    this.#byId.delete(id);
  }
}

function leftUntil(at: string) {
  const seconds = Math.max(1, Math.round((Date.parse(at) - Date.now()) / 1000));
  return seconds < 90 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
