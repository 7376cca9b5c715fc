import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const repository = join(import.meta.dirname, '../..');

/** A page of this checkout by its headings; the first part is what stands before them. */
export function sectionsOf(page: string): ReadonlyMap<string, string> {
  const text = readFileSync(join(repository, page), 'utf8');
  return new Map(text.split(/^## /m).map((part): [string, string] => [part.split('\n', 1)[0]!, part]));
}

export function sectionOf(page: string, heading: string): string {
  const text = sectionsOf(page).get(heading);
  if (text === undefined) throw new Error(`${page} has no section ${heading}`);
  return text;
}
