import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CaughtMail } from '@polyspool/contracts/notifications';

/** Mails as files, each as a whole; the oldest make way. */
export class MailFolder {
  private count = 0;
  private readonly folder: string;
  private readonly most: number;

  constructor(folder: string, most = 500) {
    this.folder = folder;
    this.most = most;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  add(mail: Omit<CaughtMail, 'id' | 'at'>, at = new Date()): CaughtMail {
    // In order of their names also within one millisecond.
    this.count += 1;
    const id = `${at.toISOString().replace(/\D/g, '')}-${process.pid}-${String(this.count).padStart(8, '0')}`;
    const kept: CaughtMail = { id, at: at.toISOString(), ...mail };
    const path = join(this.folder, `${id}.json`);
    writeFileSync(`${path}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${path}.new`, path);
    for (const name of this.names().slice(this.most)) rmSync(join(this.folder, name), { force: true });
    return kept;
  }

  /** Newest first. */
  list({ to, limit }: { to?: string | undefined; limit: number }): CaughtMail[] {
    const found: CaughtMail[] = [];
    for (const name of this.names()) {
      if (found.length >= limit) break;
      const mail = JSON.parse(readFileSync(join(this.folder, name), 'utf8')) as CaughtMail;
      if (!to || mail.to.some((address) => address.toLowerCase() === to.toLowerCase())) found.push(mail);
    }
    return found;
  }

  private names() {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .reverse();
  }
}
