import { Injectable } from '@nestjs/common';
import { documentPages } from '@polyspool/contracts/page-range';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { TextRecognizer } from '@polyspool/providers/ocr/text-recognizer';
import { Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { DocumentSource } from '../document/document-source.js';
import { pagesOf } from '../document/pages-of.js';
import { publishDocument } from '../document/publish-document.js';
import { readPages } from '../extract/read-pages.js';
import { setDocument } from './set-document.js';

export type ReconstructJob = RunningJob<typeof pdfJobs.reconstruct>;

/** Texts put into the place of those that stand in a document, and what that has changed: PDFs, `fidelity.json`, pictures. */
@Injectable()
export class ReconstructPdf implements JobHandler<typeof pdfJobs.reconstruct> {
  constructor(
    private readonly storage: Storage,
    private readonly recognizer: TextRecognizer,
  ) {}

  async run(job: ReconstructJob) {
    const made = await withTemporaryFolder('reconstruct', (folder) => this.reconstruct(job, folder));
    await publishDocument(job, this.storage, made);
    return made;
  }

  private async reconstruct(job: ReconstructJob, folder: string) {
    job.report('read', 0, 'Opening the document');
    const { storage, recognizer } = this;
    const source = new DocumentSource(storage, job, folder);
    const pages = await pagesOf(source, job.input.pages);
    job.workload(documentPages, pages.length);
    const onPage = (page: number) => job.report('read', pages.indexOf(page) / pages.length, `Reading page ${page}`);
    const { document, scansPath, warnings } = await readPages(job, { storage, recognizer, source, onPage }, pages);
    const { blocks, layouts, targetLanguage, untouchedPages } = job.input;
    const texts = hash('sha256', JSON.stringify([blocks, untouchedPages]));
    const key = [...source.key, pages, texts, layouts, targetLanguage, document.pages.map(({ kind }) => kind)];
    const { notices } = await source.inspect();
    const made = await job.step('reconstruct', key, (files) =>
      setDocument(job, { source, pages, document, scansPath, notices }, files),
    );
    return { ...made, warnings: [...warnings] };
  }
}
