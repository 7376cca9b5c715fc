import { Injectable } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import { Backup } from '@polyspool/contracts/maintenance';
import { readText, Storage } from '@polyspool/storage/storage';
import type { Readable } from 'node:stream';

/** What lies beside each backup, in the clear: with it a backup is found and checked though the database is gone. */
export const BackupLabel = Backup.omit({ kind: true, testedAt: true });
export type BackupLabel = Omit<Backup, 'kind' | 'testedAt'>;

const folder = FileKey.parse('backups');
const fileOf = (id: string) => FileKey.parse(`${folder}/${id}.backup`);
const labelOf = (id: string) => FileKey.parse(`${folder}/${id}.json`);

/** No backup takes as long. */
const abandonedAfterMs = 24 * 3_600_000;

/** Backups in storage. One is there once its label is: that is written last, and removed first. */
@Injectable()
export class BackupShelf {
  constructor(private readonly storage: Storage) {}

  write(id: string, content: Readable) {
    return this.storage.write(fileOf(id), content);
  }

  async label(label: BackupLabel) {
    await this.storage.write(labelOf(label.id), `${JSON.stringify(label, undefined, 2)}\n`);
  }

  /** Throws `storage.missing`. */
  fetch(id: string, path: string) {
    return this.storage.fetch(fileOf(id), path);
  }

  async remove(id: string) {
    await this.storage.remove(labelOf(id));
    await this.storage.remove(fileOf(id));
  }

  /** Newest first: ids grow with time. */
  async labels(): Promise<BackupLabel[]> {
    const found: BackupLabel[] = [];
    for (const id of await this.#idsOf('.json')) found.push(await this.#read(id));
    return found.sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** Removes what was begun long ago and never labelled. */
  async removeAbandoned() {
    const labelled = new Set(await this.#idsOf('.json'));
    for (const [id, modifiedAt] of await this.#find('.backup')) {
      if (!labelled.has(id) && modifiedAt.getTime() < Date.now() - abandonedAfterMs) await this.remove(id);
    }
  }

  async #read(id: string): Promise<BackupLabel> {
    return BackupLabel.parse(JSON.parse(await readText(this.storage, labelOf(id))));
  }

  async #idsOf(ending: string) {
    return [...(await this.#find(ending)).keys()];
  }

  async #find(ending: string) {
    const found = new Map<string, Date>();
    for await (const { key, modifiedAt } of this.storage.list(folder)) {
      const name = key.slice(folder.length + 1);
      if (name.endsWith(ending)) found.set(name.slice(0, -ending.length), modifiedAt);
    }
    return found;
  }
}
