import { z } from 'zod';
import { defineJobs } from './define-jobs.js';
import { FidelitySummary } from './fidelity.js';
import { Language } from './languages.js';
import { PageRange } from './page-range.js';
import { RichText } from './rich-text.js';
import { EngineLabel } from './segments.js';
import { Formality, Glossary, TranslationMemory } from './translation.js';
import { Warning } from './warning.js';

const limits = {
  retries: 3,
  backoff: { type: 'exponential', delayMs: 30_000, jitter: 0.5 },
  softLimitMs: 600_000,
  hardLimitMs: 720_000,
} as const;

/** The unit of work of jobs over pages whose text has to be recognised in their pictures. */
export const scannedPages = 'scannedPages';

/** How a text speaks to its reader. */
export const Tone = z.enum(['formal', 'neutral', 'informal', 'professional', 'friendly', 'simple']);
export type Tone = z.output<typeof Tone>;

/** In place of the original; beside it, page by page; or its pages and the new ones in turn. */
export const DocumentLayout = z.enum(['inPlace', 'sideBySide', 'alternating']);
export type DocumentLayout = z.output<typeof DocumentLayout>;

/** Each once, in the order in which they were named. */
const layouts = z
  .array(DocumentLayout)
  .min(1)
  .max(3)
  .overwrite((all) => [...new Set(all)])
  .default(['inPlace']);

/** The file, and what of it is to be worked on. */
const source = {
  uploadId: z.uuid(),
  /** Opens a document that is encrypted. */
  password: z.string().min(1).max(127).optional(),
  /** Other pages stay as they are. */
  pages: PageRange.optional(),
  /** Reads pages that are pictures. It takes seconds a page. */
  recognizeText: z.boolean().default(true),
};

/** The document that texts are of: what is kept of the work on them ends with it. */
const textSource = { uploadId: z.uuid().optional() };

/** A block's text by the id that `pdf.extract` gave the block. */
export const BlockText = z.strictObject({ id: z.string().max(40), text: RichText });
export type BlockText = z.output<typeof BlockText>;

const Blocks = z.array(BlockText).max(200_000);

/** Where a file lies is nobody's business; parts of one job find it by what it is. */
const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A page that was delivered as it is. */
export const UntouchedPage = z.object({ page: z.int().positive(), reason: z.string() });
export type UntouchedPage = z.output<typeof UntouchedPage>;

export const pdfJobs = defineJobs('pdf', {
  /** The same document in another language: read, translated, given its tone, and set again. */
  translate: {
    ...limits,
    queue: 'pdf-extract',
    softLimitMs: 300_000,
    hardLimitMs: 600_000,
    input: z.strictObject({
      ...source,
      /** Language it is written in; where nothing is said it is identified. */
      language: Language.optional(),
      targetLanguage: Language,
      tone: Tone.optional(),
      layouts,
      glossary: Glossary.default([]),
      memory: TranslationMemory.default([]),
    }),
    output: z.object({
      pages: z.int(),
      blocks: z.int(),
      translatedBlocks: z.int(),
      language: Language,
      targetLanguage: Language,
      translator: EngineLabel.optional(),
      untouchedPages: z.array(UntouchedPage),
      fidelity: FidelitySummary,
      warnings: z.array(Warning),
    }),
    large: ['glossary', 'memory', 'untouchedPages'],
    sensitive: { input: ['password'] },
    upload: 'document',
    steps: ['inspect', 'extract', 'translate', 'tone', 'reconstruct'],
    // Reading is a third of the time of 12 pages of text, and nine tenths of that of 12 scans, which take far longer: between both,
    // so that the bar of neither stands still.
    weights: { extract: 60, translate: 15, tone: 5, reconstruct: 20 },
  },
  /** Text of a document in blocks with their places, looks and roles, in the order of reading: `document.json`. */
  extract: {
    ...limits,
    queue: 'pdf-extract',
    softLimitMs: 300_000,
    hardLimitMs: 600_000,
    input: z.strictObject({
      ...source,
      /** For reading pages that are pictures. */
      language: Language.optional(),
    }),
    output: z.object({
      /** SHA-256 of `document.json`, a `DocumentIr`. */
      document: Sha256,
      pages: z.int(),
      blocks: z.int(),
      characters: z.int(),
      scannedPages: z.int(),
      untouchedPages: z.array(UntouchedPage),
      warnings: z.array(Warning),
    }),
    large: ['untouchedPages'],
    sensitive: { input: ['password'] },
    upload: 'document',
    steps: ['read', 'recognize', 'write'],
    // As measured over 12 scans: recognising takes 7 s a page, reading 0.4 s. Where nothing is recognised, all is done at once.
    weights: { read: 5, recognize: 90 },
  },
  /** Texts of blocks. Sentences may run from one block to the next where `continuedBy` says so. */
  translateBlocks: {
    ...limits,
    queue: 'pdf-translate',
    hardLimitMs: 900_000,
    jobsPerProcess: 1_000,
    input: z.strictObject({
      ...textSource,
      blocks: z.array(BlockText.extend({ continuedBy: z.string().max(40).optional() })).max(200_000),
      sourceLanguage: Language,
      targetLanguage: Language,
      glossary: Glossary.default([]),
      memory: TranslationMemory.default([]),
      formality: Formality.optional(),
    }),
    output: z.object({
      blocks: z.array(
        BlockText.extend({
          translatedBy: z.string(),
          /** Words that the engine did not know, of how many. */
          unknownWords: z.int().nonnegative(),
          words: z.int().nonnegative(),
          /** Its spans could not be found again in the translation. */
          isFlattened: z.boolean(),
          /** Seem to be names, and do not stand in the translation as they are. */
          changedNames: z.array(z.string()).default([]),
        }),
      ),
      translator: EngineLabel,
      warnings: z.array(Warning),
    }),
    engines: ['documentTranslator'],
    large: ['blocks', 'glossary', 'memory'],
    upload: 'any',
    steps: ['translate'],
  },
  /** Texts as they would be said in another tone. What nobody here can do is a warning, and the text stays. */
  customizeTone: {
    ...limits,
    queue: 'pdf-tone',
    input: z.strictObject({ ...textSource, blocks: Blocks, language: Language, tone: Tone }),
    output: z.object({
      blocks: Blocks,
      changedBlocks: z.int(),
      customizer: EngineLabel.optional(),
      warnings: z.array(Warning),
    }),
    large: ['blocks'],
    upload: 'any',
    steps: ['customize'],
  },
  /** Texts put into the place of those that `pdf.extract` found in the same document. */
  reconstruct: {
    ...limits,
    queue: 'pdf-reconstruct',
    input: z.strictObject({
      ...source,
      blocks: z
        .array(
          BlockText.extend({
            unknownWords: z.int().nonnegative().default(0),
            words: z.int().nonnegative().default(0),
            isFlattened: z.boolean().default(false),
            changedNames: z.array(z.string()).default([]),
          }),
        )
        .max(200_000),
      /** That the blocks are in: chooses fonts, hyphenation and direction. */
      targetLanguage: Language,
      /** For reading pages that are pictures, as it was read before. */
      language: Language.optional(),
      layouts,
      untouchedPages: z.array(UntouchedPage).max(20_000).default([]),
      /** What is known of the texts: it becomes part of the report. */
      warnings: z.array(Warning).max(100).default([]),
    }),
    output: z.object({
      files: z.array(z.object({ layout: DocumentLayout, name: z.string(), bytes: z.int() })),
      /** Names of artifacts. */
      pictures: z.array(z.object({ name: z.string() })),
      /** Names what was made, for the job that this one is a part of. */
      made: Sha256,
      untouchedPages: z.array(UntouchedPage).default([]),
      fidelity: FidelitySummary,
      warnings: z.array(Warning),
    }),
    large: ['blocks', 'untouchedPages', 'pictures'],
    sensitive: { input: ['password'] },
    upload: 'document',
    steps: ['read', 'typeset', 'write', 'compare'],
    weights: { read: 3, typeset: 3, write: 1, compare: 2 },
  },
});
