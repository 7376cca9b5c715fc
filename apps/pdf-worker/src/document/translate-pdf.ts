import { Injectable } from '@nestjs/common';
import { documentPages } from '@polyspool/contracts/page-range';
import type { pdfJobs } from '@polyspool/contracts/pdf';
import type { JobHandler, RunningJob } from '@polyspool/jobs/job-handler';
import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';
import { Translator } from '@polyspool/providers/translator/translator';
import { Storage } from '@polyspool/storage/storage';
import { documentName } from '../reconstruct/file-names.js';
import { DocumentSource } from './document-source.js';
import { extractDocumentParts } from './extract-document-parts.js';
import { giveTone } from './give-tone.js';
import { handedOn } from './handed-on.js';
import { pagesOf } from './pages-of.js';
import { publishJson } from './publish-json.js';
import { type MadeDocument, publishDocument } from './publish-document.js';
import { reconstructDocument } from './reconstruct-document.js';
import { requirePair, requireTarget } from './require-pair.js';
import { textsIn, translateDocument } from './translate-document.js';
import { joinUntouched } from './join-untouched.js';
import { uniqueWarnings } from './unique-warnings.js';
import { untouchedPages } from './untouched-pages.js';
import { writtenLanguage } from './written-language.js';

export type TranslateJob = RunningJob<typeof pdfJobs.translate>;

/** A document in another language: read, translated, given its tone and set again, each by jobs of their own. */
@Injectable()
export class TranslatePdf implements JobHandler<typeof pdfJobs.translate> {
  constructor(
    private readonly storage: Storage,
    private readonly translator: Translator,
    private readonly languageIdentifier: LanguageIdentifier,
  ) {}

  async run(job: TranslateJob) {
    const { targetLanguage: to } = job.input;
    job.report('inspect', 0, 'Looking into the document');
    const { language } = job.input;
    if (language === undefined) await requireTarget(job, this.translator, to);
    else await requirePair(job, this.translator, { from: language, to });
    const pages = await withTemporaryFolder('inspect', (folder) =>
      pagesOf(new DocumentSource(this.storage, job, folder), job.input.pages),
    );
    job.workload(documentPages, pages.length);
    const { document, ...extracted } = await extractDocumentParts(job, this.storage, pages);
    const texts = textsIn(document);
    const written = await writtenLanguage(job, this.languageIdentifier, document);
    const pair = { from: written.language, to };
    await requirePair(job, this.translator, { ...pair, isIdentified: language === undefined });
    const translated = await translateDocument(job, texts, pair);
    const toned = await giveTone(job, this.translator, translated.blocks);
    const untouched = untouchedPages(document);
    const warnings = [...extracted.warnings, ...written.warnings, ...translated.warnings, ...toned.warnings];
    const made = await reconstructDocument(job, { blocks: toned.blocks, untouchedPages: untouched, warnings });

    await publishJson(job, 'document.json', JSON.stringify(document));
    const kept = await handedOn<MadeDocument>(job, 'made', made.made);
    const files = kept.files.map((file) => ({ ...file, name: documentName(file.layout, to, pair.from) }));
    await publishDocument(job, this.storage, { ...kept, files });
    return {
      pages: pages.length,
      blocks: document.pages.reduce((sum, page) => sum + page.blocks.length, 0),
      translatedBlocks: made.fidelity.translatedBlocks,
      language: pair.from,
      targetLanguage: to,
      translator: translated.translator,
      untouchedPages: joinUntouched(untouched, made.untouchedPages),
      fidelity: made.fidelity,
      // Setting reads again what was read, and warns of that again.
      warnings: uniqueWarnings([...warnings, ...made.warnings]),
    };
  }
}
