import type { BatchItemResult } from '@polyspool/contracts/corpus';
import { AppError } from '@polyspool/contracts/errors';

/** What became of how many records. */
export class BatchTally {
  private succeeded = 0;
  private readonly faults = new Map<string, number>();

  add<Item extends BatchItemResult>(item: Item): Item {
    if (item.ok) this.succeeded += 1;
    else this.faults.set(item.error?.code ?? 'internal', (this.faults.get(item.error?.code ?? 'internal') ?? 0) + 1);
    return item;
  }

  get counts() {
    const failed = [...this.faults.values()].reduce((sum, count) => sum + count, 0);
    return { succeeded: this.succeeded, failed };
  }

  /** Throws `batch.allFailed` where nothing else can be said. */
  refuseAllFailed() {
    const { succeeded, failed } = this.counts;
    if (succeeded || !failed) return;
    const causes = [...this.faults].map(([code, count]) => `${code} (${count})`).join(', ');
    throw new AppError('batch.allFailed', `All ${failed} records failed: ${causes}`);
  }
}
