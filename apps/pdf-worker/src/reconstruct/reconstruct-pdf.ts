import { Injectable } from '@nestjs/common';
import { documentPages } from '@polyspool/contracts/page-range';
import type { pdfJobs, UntouchedPage } from '@polyspool/contracts/pdf';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import type { DocumentIr } from '@polyspool/pdf/document/document';
import { ReconstructionFacts } from '@polyspool/pdf/document/page-facts';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { TextRecognizer } from '@polyspool/providers/ocr/text-recognizer';
import { readText, Storage } from '@polyspool/storage/storage';
import { hash } from 'node:crypto';
import { DocumentSource } from '../document/document-source.js';
import { pagesOf } from '../document/pages-of.js';
import { handOn } from '../document/handed-on.js';
import { type MadeDocument, publishDocument } from '../document/publish-document.js';
import { uniqueWarnings } from '../document/unique-warnings.js';
import { readPages } from '../extract/read-pages.js';
import { comparePages } from './compare-pages.js';
import { fidelityReport } from './fidelity-report.js';
import { pictureNames } from './file-names.js';
import { lastingFaults, orUncompared } from './or-uncompared.js';
import { type SetDocument, setDocument } from './set-document.js';
import { unknownBlocks } from './unknown-blocks.js';

export type ReconstructJob = RunningJob<typeof pdfJobs.reconstruct>;

/** Texts put into the place of those that stand in a document, and what that has changed: PDFs, `fidelity.json`, pictures. */
@Injectable()
export class ReconstructPdf implements JobHandler<typeof pdfJobs.reconstruct> {
  constructor(
    private readonly storage: Storage,
    private readonly recognizer: TextRecognizer,
  ) {}

  async run(job: ReconstructJob) {
    const { files, pictures, report, ...told } = await withTemporaryFolder('reconstruct', (folder) =>
      this.reconstruct(job, folder),
    );
    const kept: MadeDocument = { files, pictures, report };
    await publishDocument(job, this.storage, kept);
    return {
      ...told,
      files: files.map(({ layout, name, bytes }) => ({ layout, name, bytes })),
      pictures: pictures.map(({ name }) => ({ name })),
      made: await handOn(job, 'made', kept),
    };
  }

  private async reconstruct(job: ReconstructJob, folder: string) {
    job.report('read', 0, 'Opening the document');
    const { storage, recognizer } = this;
    const source = new DocumentSource(storage, job, folder);
    const pages = await pagesOf(source, job.input.pages);
    job.workload(documentPages, pages.length);
    const { notices, probe } = await source.inspect();
    const tell = (doing: string) => (page: number) =>
      job.report('read', pages.indexOf(page) / pages.length, `${doing} page ${page} of ${probe.pages}`);
    const { blocks, layouts, targetLanguage, untouchedPages: untouched } = job.input;
    const reading = { storage, recognizer, source, onPage: tell('Reading'), onPicture: tell('Recognising'), untouched };
    const { document, scansPath, warnings } = await readPages(job, reading, pages);
    const texts = hash('sha256', JSON.stringify([blocks, untouched]));
    const key = [...source.key, pages, texts, layouts, targetLanguage, document.pages.map(({ kind }) => kind)];
    const { files, facts: factsFile } = await setDocument(job, { source, pages, scansPath, key });
    const facts = ReconstructionFacts.parse(JSON.parse(await readText(storage, factsFile)));
    const untouchedPages = untouchedIn(facts);
    const comparing = { storage, source, after: inPlaceOf(files), pages: without(document, untouchedPages) };
    const { comparisons, pictures, pictured, ...compared } = await orUncompared(job.signal, () =>
      job.step('compare', [...key, untouchedPages.map(({ page }) => page)], (kept) =>
        orUncompared(job.signal, () => comparePages(job, comparing, kept), lastingFaults),
      ),
    );
    const own = uniqueWarnings([...warnings, ...unknownBlocks(document, blocks), ...compared.warnings]);
    const known = uniqueWarnings([...job.input.warnings, ...own]);
    const names = new Map(pictured.map((page) => [page, pictureNames(page)]));
    const report = fidelityReport({ facts, blocks, comparisons, pictures: names, notices, warnings: known });
    const json = JSON.stringify(report, null, 1);
    return {
      files: files.filter(({ layout }) => layouts.includes(layout)),
      report: await job.step('report', [hash('sha256', json)], (kept) => kept.keep('fidelity.json', json)),
      pictures,
      untouchedPages,
      fidelity: report.summary,
      warnings: own,
    };
  }
}

const untouchedIn = ({ pages }: ReconstructionFacts): UntouchedPage[] =>
  pages
    .filter(({ kind }) => kind === 'untouched')
    .map(({ page, reason = 'It could not be set' }) => ({ page, reason }));

/** Pages that could be read, and not be set. */
const without = ({ pages }: DocumentIr, untouched: readonly UntouchedPage[]) =>
  pages.filter(({ page }) => !untouched.some((one) => one.page === page));

const inPlaceOf = (files: SetDocument['files']) => files.find(({ layout }) => layout === 'inPlace')!.file; // always among them
