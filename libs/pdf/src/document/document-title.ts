import type { PDF } from '@libpdf/core';

/** The id of its translation. */
export const titleId = 'title';

/** A title that says something: file names and the names of programs do not. */
export function documentTitle(pdf: PDF): string | undefined {
  const title = pdf.getTitle()?.trim();
  if (!title || !/\p{L}/u.test(title) || /\.\w{2,4}$|^untitled|^microsoft word -/i.test(title)) return undefined;
  return title;
}
