import type { FileKey } from '@polyspool/contracts/files';
import type { DocumentLayout } from '@polyspool/contracts/pdf';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { readText, type Storage } from '@polyspool/storage/storage';
import { publishJson } from './publish-json.js';

interface NamedFile {
  readonly name: string;
  readonly file: FileKey;
}

/** What has come of a document, where it lies. */
export interface MadeDocument {
  readonly files: readonly (NamedFile & { readonly layout: DocumentLayout; readonly bytes: number })[];
  /** A `FidelityReport` as JSON. */
  readonly report: FileKey;
  readonly pictures: readonly NamedFile[];
}

/** What a reconstruction has kept, as files of this job: PDFs, `fidelity.json`, pictures of pages. */
export async function publishDocument(
  job: Pick<RunningJob, 'artifact'>,
  storage: Storage,
  { files, pictures, report }: MadeDocument,
) {
  for (const { name, file } of files)
    await job.artifact({ name, kind: 'document', mediaType: 'application/pdf' }, await storage.read(file));
  await publishJson(job, 'fidelity.json', await readText(storage, report));
  for (const { name, file } of pictures)
    await job.artifact({ name, kind: 'media', mediaType: 'image/png' }, await storage.read(file));
}
