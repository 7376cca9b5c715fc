import type { UntouchedPage } from '@polyspool/contracts/pdf';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { foundStep } from '../document/found-step.js';

interface Work {
  /** What the work depends on, beside the page. */
  readonly key: readonly unknown[];
  /** In the order in which they are worked on. */
  readonly pages: readonly number[];
  /** How often a page may end the process and be tried again. */
  readonly chances: number;
}

/**
 * Pages that end the processes which work on them, each after a minute or when their memory is used up. They are kept as they are
 * found out, so that an attempt that is ended in between does not leave them to be found out again.
 */
export class GivenUpPages {
  private readonly ends = new Map<number, number>();
  private readonly keeping: Promise<unknown>[] = [];
  private current: number | undefined;

  constructor(
    private readonly job: Pick<RunningJob, 'step'>,
    private readonly work: Work,
  ) {}

  /** Those that were found out before. */
  async known(): Promise<UntouchedPage[]> {
    const { key, pages } = this.work;
    const found = await Promise.all(
      pages.map((page) => foundStep<UntouchedPage>(this.job, 'given-up', [...key, page])),
    );
    return found.flatMap((page) => page ?? []);
  }

  /** To be told of each page that is begun. Where the work goes back, its process has been ended by the page before. */
  readonly begun = (page: number) => {
    const { pages, chances } = this.work;
    const ended = this.current;
    this.current = page;
    if (ended === undefined || pages.indexOf(page) > pages.indexOf(ended)) return;
    const count = (this.ends.get(ended) ?? 0) + 1;
    this.ends.set(ended, count);
    // The last page may be blamed for what comes after it, and is in the result when nothing comes between.
    if (count === chances + 1 && ended !== pages.at(-1)) this.keep(ended);
  };

  /** When all that was found out is kept. */
  async kept() {
    await Promise.all(this.keeping);
  }

  private keep(page: number) {
    const times = this.work.chances > 0 ? ' again and again' : '';
    const reason = `It takes too long or too much memory: it has ended its process${times}`;
    const keeping = this.job.step('given-up', [...this.work.key, page], () => Promise.resolve({ page, reason }));
    keeping.catch(() => undefined); // `kept` throws it
    this.keeping.push(keeping);
  }
}
