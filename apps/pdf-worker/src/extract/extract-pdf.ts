import { Injectable } from '@nestjs/common';
import { documentPages } from '@polyspool/contracts/page-range';
import { type pdfJobs, scannedPages } from '@polyspool/contracts/pdf';
import { plainText } from '@polyspool/contracts/rich-text';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { TextRecognizer } from '@polyspool/providers/ocr/text-recognizer';
import { Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { DocumentSource } from '../document/document-source.js';
import { pagesOf } from '../document/pages-of.js';
import { publishJson } from '../document/publish-json.js';
import { untouchedPages } from '../document/untouched-pages.js';
import { type PlaceInWork, readPages } from './read-pages.js';

type ExtractJob = RunningJob<typeof pdfJobs.extract>;

/** What a document says, in blocks with their places: `document.json`. */
@Injectable()
export class ExtractPdf implements JobHandler<typeof pdfJobs.extract> {
  constructor(
    private readonly storage: Storage,
    private readonly recognizer: TextRecognizer,
  ) {}

  run(job: ExtractJob) {
    return withTemporaryFolder('extract', (folder) => this.extract(job, folder));
  }

  private async extract(job: ExtractJob, folder: string) {
    job.report('read', 0, 'Opening the document');
    const source = new DocumentSource(this.storage, job, folder);
    const pages = await pagesOf(source, job.input.pages);
    job.workload(documentPages, pages.length);
    const { probe } = await source.inspect();
    const onPage = (page: number, { done, all }: PlaceInWork) =>
      job.report('read', done / all, `Reading page ${page} of ${probe.pages}`);
    const onPicture = (page: number, { done, all }: PlaceInWork) => {
      if (done === 0) job.workload(scannedPages, all);
      job.report('recognize', done / all, `Recognising page ${page} of ${probe.pages}`);
    };
    const { storage, recognizer } = this;
    const { document, warnings } = await readPages(job, { storage, recognizer, source, onPage, onPicture }, pages);

    job.report('write', 0, 'Writing what the document says');
    const json = JSON.stringify(document);
    await publishJson(job, 'document.json', json);
    const sha256 = hash('sha256', json);
    await job.step('document', [sha256], (files) => files.keep('document.json', json));
    const blocks = document.pages.flatMap((page) => page.blocks);
    return {
      document: sha256,
      pages: pages.length,
      blocks: blocks.length,
      characters: blocks.reduce((sum, { text }) => sum + plainText(text, '').length, 0),
      scannedPages: document.pages.filter(({ kind }) => kind === 'scan').length,
      untouchedPages: untouchedPages(document),
      warnings: [...warnings],
    };
  }
}
