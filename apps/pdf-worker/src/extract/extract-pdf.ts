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
import { readPages } from './read-pages.js';

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
    const reading = { storage: this.storage, recognizer: this.recognizer, source };
    const telling = tellingOf(job, pages, probe.pages);
    const { document, warnings } = await readPages(job, { ...reading, ...telling }, pages);

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

function tellingOf(job: ExtractJob, pages: readonly number[], all: number) {
  const fractionAt = (page: number) => pages.indexOf(page) / pages.length;
  let pictures = 0;
  return {
    onPage: (page: number) => job.report('read', fractionAt(page), `Reading page ${page} of ${all}`),
    onPictures: (count: number) => job.workload(scannedPages, (pictures += count)),
    onPicture: (page: number) => job.report('recognize', fractionAt(page), `Recognising page ${page} of ${all}`),
  };
}
