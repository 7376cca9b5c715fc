import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { type DocumentUpload, uploadKey } from '@polyspool/contracts/files';
import { pagesIn } from '@polyspool/contracts/page-range';
import { Storage } from '@polyspool/storage/storage';
import { join } from 'node:path';
import { FileProbes } from '../uploads/file-probes.js';
import { Spool } from '../uploads/spool.js';

export interface DocumentInput {
  readonly password?: string;
  readonly pages?: string;
}

/** Whether a document opens for a job, and has the pages that it is to work on. */
@Injectable()
export class DocumentCheck {
  constructor(
    private readonly storage: Storage,
    private readonly spool: Spool,
    private readonly probes: FileProbes,
  ) {}

  /** How many pages. Throws `file.needsPassword`, `file.wrongPassword`, `document.pageOutside`. */
  async pagesOf(upload: DocumentUpload, { password, pages }: DocumentInput, ownerId: string): Promise<number> {
    const probe = upload.probe.needsPassword ? await this.#open(upload.id, password, ownerId) : upload.probe;
    return pagesIn(pages, probe.pages).length;
  }

  #open(id: string, password: string | undefined, ownerId: string) {
    if (password === undefined) throw refused('file.needsPassword', 'The document opens with a password only');
    return this.spool.lend(async (folder) => {
      const path = join(folder, 'document');
      await this.storage.fetch(uploadKey(id), path);
      // It has a time limit of its own.
      const look = this.probes.document(path, { ownerId, signal: new AbortController().signal }, password);
      return look.catch(namePassword);
    });
  }
}

function refused(code: 'file.needsPassword' | 'file.wrongPassword', detail: string) {
  return new AppError(code, detail, { pointers: [{ pointer: '/password', detail }] });
}

/** Who looks into files knows of no fields. */
function namePassword(error: unknown): never {
  if (error instanceof AppError && error.code === 'file.wrongPassword') throw refused(error.code, error.message);
  throw error;
}
