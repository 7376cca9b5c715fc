import { uploadKey } from '@polyspool/contracts/files';
import { type Inspection, inspectDocument } from '@polyspool/pdf/objects/inspect-document';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { pdfVersion } from './pdf-version.js';

export interface SourceInput {
  readonly uploadId: string;
  readonly password?: string | undefined;
}

type SourceJob = Pick<RunningJob, 'signal' | 'step'> & { readonly input: SourceInput };

/** The document that a job is over, as a local file from when it is first needed: where every step is kept it never is. */
export class DocumentSource {
  private fetched: Promise<string> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly job: SourceJob,
    readonly folder: string,
  ) {}

  path(): Promise<string> {
    this.fetched ??= this.fetch();
    return this.fetched;
  }

  get password() {
    return this.job.input.password;
  }

  /** What steps over it depend on. The password is among it, so that nobody gets what another password has opened. */
  get key(): readonly unknown[] {
    const { uploadId, password } = this.job.input;
    return [pdfVersion, password === undefined ? null : hash('sha256', JSON.stringify([uploadId, password]))];
  }

  /** Throws `file.needsPassword` too: nothing can be read without it. */
  inspect(): Promise<Inspection> {
    return this.job.step('inspect', this.key, async () =>
      inspectDocument({ path: await this.path(), password: this.password, signal: this.job.signal }),
    );
  }

  private async fetch() {
    const path = join(this.folder, 'document.pdf');
    await this.storage.fetch(uploadKey(this.job.input.uploadId), path);
    return path;
  }
}
