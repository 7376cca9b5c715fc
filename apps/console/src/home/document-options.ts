import { AppError } from '@polyspool/contracts/errors';
import type { DocumentProbe } from '@polyspool/contracts/files';
import { PageRange, pagesIn } from '@polyspool/contracts/page-range';
import type { DocumentLayout, Tone } from '@polyspool/contracts/pdf';
import { readGlossary } from './job-options.js';

/** The options of a document's translation as they stand in its form. */
export interface DocumentOptions {
  /** Empty: all. */
  readonly pages: string;
  readonly password: string;
  readonly layouts: readonly DocumentLayout[];
  readonly tone: '' | Tone;
  /** Lines of `term = translation`. */
  readonly glossary: string;
  readonly recognizeText: boolean;
}

export const plainDocumentOptions: DocumentOptions = {
  pages: '',
  password: '',
  layouts: ['inPlace'],
  tone: '',
  glossary: '',
  recognizeText: true,
};

export type DocumentFaults = Partial<Record<'pages' | 'layouts' | 'glossary', string>>;

/** What is wrong with the options, by field. How many pages there are is known as soon as the file is there. */
export function documentFaultsOf(options: DocumentOptions, probe?: DocumentProbe): DocumentFaults {
  const pages = pagesFault(options.pages, probe?.pages);
  const { fault: glossary } = readGlossary(options.glossary);
  return {
    ...(pages && { pages }),
    ...(options.layouts.length === 0 && { layouts: 'Choose at least one.' }),
    ...(glossary && { glossary }),
  };
}

/** A document of which the number of pages is not known yet may have as many as can be written. */
function pagesFault(range: string, pageCount?: number) {
  if (!range.trim()) return undefined;
  if (!PageRange.safeParse(range).success) return 'Write pages like 1-3, 7, 20-';
  try {
    pagesIn(range, pageCount || 99_999);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return pageCount ? `The document has pages 1 to ${pageCount}.` : 'The last page must not stand before the first.';
  }
}

/** The input that the options ask for; what is as always is left out. */
export function documentInputOf(options: DocumentOptions) {
  const { terms } = readGlossary(options.glossary);
  const isPlain = options.layouts.join() === plainDocumentOptions.layouts.join();
  return {
    ...(options.pages.trim() && { pages: options.pages.trim() }),
    ...(options.password && { password: options.password }),
    ...(!isPlain && { layouts: [...options.layouts] }),
    ...(options.tone && { tone: options.tone }),
    ...(!options.recognizeText && { recognizeText: false }),
    ...(terms.length > 0 && { glossary: terms }),
  };
}
