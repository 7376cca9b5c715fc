import type { UntouchedPage } from '@polyspool/contracts/pdf';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { GivenUpPage } from '@polyspool/pdf/document/give-up-pages';
import { foundStep } from '../document/found-step.js';

export type GivingUp = Pick<RunningJob, 'id' | 'attempt' | 'step'>;

/**
 * Pages on which it is no use to work. Those that would come to the same again are kept for all jobs over the file; those that
 * the machine or an engine may have failed, only for later attempts of the same job. They are kept as they are found out, so that
 * an attempt that is ended in between does not leave them to be found out again.
 */
export class GivenUpPages {
  private readonly keeping: Promise<unknown>[] = [];
  private readonly onlyHere: UntouchedPage[] = [];

  constructor(
    private readonly job: GivingUp,
    /** What the work depends on, beside the page. */
    private readonly key: readonly unknown[],
  ) {}

  /** Given up this time only: what is made without them is for this job, and not to be kept for others. */
  get passing(): readonly UntouchedPage[] {
    return this.onlyHere;
  }

  /** Those of `pages` that were found out before. */
  async known(pages: readonly number[]): Promise<UntouchedPage[]> {
    const found = await Promise.all(pages.map((page) => this.find(page)));
    return found.flatMap((page) => page ?? []);
  }

  readonly add = ({ page, reason, isLasting }: GivenUpPage) => {
    const left = { page, reason };
    if (!isLasting) this.onlyHere.push(left);
    const keeping = this.job.step('given-up', this.keyOf(page, isLasting), () => Promise.resolve(left));
    keeping.catch(() => undefined); // `kept` throws it
    this.keeping.push(keeping);
  };

  /** When all that was found out is kept. */
  async kept() {
    await Promise.all(this.keeping);
  }

  private async find(page: number) {
    const forAll = await foundStep<UntouchedPage>(this.job, 'given-up', this.keyOf(page, true));
    // The first attempt may be a person's, who wants it tried again.
    if (forAll || this.job.attempt === 1) return forAll;
    const here = await foundStep<UntouchedPage>(this.job, 'given-up', this.keyOf(page, false));
    if (here) this.onlyHere.push(here);
    return here;
  }

  private keyOf(page: number, isLasting: boolean) {
    return isLasting ? [...this.key, page] : [...this.key, page, this.job.id];
  }
}
