import { Injectable, type OnModuleInit } from '@nestjs/common';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { UploadOptions } from './upload-options.js';

const staleAfterMs = 24 * 3600 * 1000;

/** Lends each upload a private folder, and removes what processes that were killed have left. */
@Injectable()
export class Spool implements OnModuleInit {
  constructor(private readonly options: UploadOptions) {}

  async onModuleInit() {
    await mkdir(this.options.spoolFolder, { recursive: true, mode: 0o700 });
    const names = await readdir(this.options.spoolFolder);
    const own = names.filter((name) => name.startsWith('polyspool-upload-'));
    await Promise.all(own.map((name) => removeIfStale(join(this.options.spoolFolder, name))));
  }

  lend<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
    return withTemporaryFolder('upload', use, this.options.spoolFolder);
  }
}

/** By age, not by owner: other replicas may use the same folder, and no upload of theirs is silent for a day. */
async function removeIfStale(folder: string) {
  const paths = [folder, ...(await orNone(readdir(folder))).map((name) => join(folder, name))];
  const files = await Promise.all(paths.map((path) => orNone(stat(path).then((file) => [file.mtimeMs]))));
  if (Date.now() - Math.max(...files.flat()) > staleAfterMs) await rm(folder, { recursive: true, force: true });
}

/** What ends while we look is no longer there, and needs no care. */
const orNone = <Item>(items: Promise<Item[]>) =>
  items.catch((error: NodeJS.ErrnoException): Item[] => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
