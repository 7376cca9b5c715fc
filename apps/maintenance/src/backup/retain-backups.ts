import { Injectable } from '@nestjs/common';
import { Backups } from '@polyspool/database/backups';
import { BackupShelf } from './backup-shelf.js';
import { keptAs } from './retention.js';

/** Removes the backups whose time is over. What lies in storage decides: a restored database knows others than there are. */
@Injectable()
export class RetainBackups {
  constructor(
    private readonly shelf: BackupShelf,
    private readonly backups: Backups,
  ) {}

  /** Answers how many were removed. */
  async run(): Promise<number> {
    await this.shelf.removeAbandoned();
    const labels = await this.shelf.labels();
    const kept = keptAs(labels);
    const there = new Set(labels.map(({ id }) => id));
    for (const { id } of await this.backups.list(maxRows)) if (!there.has(id)) await this.backups.remove(id);
    for (const label of labels) {
      const kind = kept.get(label.id);
      if (!kind) {
        await this.shelf.remove(label.id);
        await this.backups.remove(label.id);
      } else if (!(await this.backups.add(label, kind))) await this.backups.setKind(label.id, kind);
    }
    return labels.length - kept.size;
  }
}

/** Far more than are kept. */
const maxRows = 10_000;
