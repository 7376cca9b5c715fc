import { z } from 'zod';
import { Language } from '../languages.js';
import { PageRange } from '../page-range.js';
import { pdfJobs, Tone } from '../pdf.js';
import { systemJobs } from '../system.js';
import { celeryTask, resultOf } from './celery-task.js';
import { TaskPath } from './task-fields.js';

const document = { document_id: TaskPath, pages: PageRange.optional() };
const languages = { source_language: Language.optional(), target_language: Language.optional() };
const Blocks = z.array(z.record(z.string(), z.unknown()));

const translate = celeryTask(
  pdfJobs.translate,
  z.strictObject({ ...document, ...languages, tone: Tone.optional() }),
  ({ document_id, source_language, target_language, ...same }) => ({
    input: { uploadId: document_id, language: source_language, targetLanguage: target_language, ...same },
  }),
);
const extract = celeryTask(
  pdfJobs.extract,
  z.strictObject({ ...document, source_language: Language.optional() }),
  ({ document_id, pages, source_language }) => ({ input: { uploadId: document_id, pages, language: source_language } }),
);
const translateBlocks = celeryTask(
  pdfJobs.translateBlocks,
  z.strictObject({ blocks: Blocks, source_language: Language, target_language: Language }),
  ({ blocks, source_language, target_language }) => ({
    input: { blocks, sourceLanguage: source_language, targetLanguage: target_language },
  }),
);
const customizeTone = celeryTask(
  pdfJobs.customizeTone,
  z.strictObject({ blocks: Blocks, language: Language, tone: Tone }),
  (same) => ({ input: same }),
);
const reconstruct = celeryTask(
  pdfJobs.reconstruct,
  z.strictObject({ ...document, blocks: Blocks, target_language: Language }),
  ({ document_id, target_language, ...same }) => ({
    input: { uploadId: document_id, targetLanguage: target_language, ...same },
  }),
);

/** A system that translates PDFs: the whole pipeline, and each of its stages by the names that they went by. */
export const documentTasks = {
  process_translation_pipeline: translate,
  trigger_translation_pipeline: translate,
  extract_and_translate_task: translate,
  extract_pdf_task: extract,
  extract_pdf_subtask: extract,
  translate_blocks_task: translateBlocks,
  translate_blocks_subtask: translateBlocks,
  customize_tone_subtask: customizeTone,
  tone_customize: customizeTone,
  reconstruct_pdf_subtask: reconstruct,
  reconstruct,
  health_check: celeryTask(systemJobs.healthCheck, z.strictObject({}), () => ({ input: {} })),
};

export const documentResults = [
  resultOf(pdfJobs.translate, ({ output, files }) => ({
    status: 'completed',
    pages: output.pages,
    blocks: output.blocks,
    translated_blocks: output.translatedBlocks,
    source_language: output.language,
    target_language: output.targetLanguage,
    files: files.map(({ name, url }) => ({ name, url })),
  })),
  resultOf(systemJobs.healthCheck, ({ output: { status, checks } }) => ({ status, checks })),
];
