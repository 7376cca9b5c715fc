import { primaryLanguage } from '@polyspool/contracts/languages';
import type { ProcessingState } from '@polyspool/contracts/processing-state';
import type { RecordQuality } from '@polyspool/contracts/records';
import { listedColumns, recordTables } from './record-view.js';
import { queryFor, searchWords } from './search-words.js';

export interface RecordFilter {
  /** Whose they are; of all members where a project is named. */
  readonly userId: string;
  readonly projectId?: string | undefined;
  /** Words that all occur in the record or in what is said in it, or how they begin. */
  readonly q?: string | undefined;
  /** Regions of it included: `te` finds `te-IN` too. */
  readonly language?: string | undefined;
  readonly category?: string | undefined;
  readonly contributor?: string | undefined;
  readonly state?: ProcessingState | undefined;
  readonly flag?: RecordQuality | undefined;
  /** The last id of the page before. */
  readonly before?: string | undefined;
  readonly limit: number;
}

/** Only the conditions that are asked for: one plan for all of them would walk through all records. */
export function recordsQuery({ userId, projectId, q, language, limit, ...filter }: RecordFilter) {
  const values: unknown[] = [];
  const parameter = (value: unknown) => `$${values.push(value)}`;
  const conditions = [projectId ? `r.project_id = ${parameter(projectId)}` : `r.user_id = ${parameter(userId)}`];
  if (filter.before) conditions.push(`r.id < ${parameter(filter.before)}`);
  if (filter.category) conditions.push(`r.category = ${parameter(filter.category)}`);
  if (filter.contributor) conditions.push(`r.contributor = ${parameter(filter.contributor)}`);
  if (filter.state) conditions.push(`r.processing_state = ${parameter(filter.state)}`);
  if (filter.flag === 'good') conditions.push(`r.measures -> 'flags' = '[]'`);
  else if (filter.flag) conditions.push(`r.measures -> 'flags' ? ${parameter(filter.flag)}`);
  if (language) {
    const asked = parameter(language);
    const isWhole = language === primaryLanguage(language);
    conditions.push(isWhole ? `split_part(r.language, '-', 1) = ${asked}` : `r.language = ${asked}`);
  }
  if (q !== undefined) conditions.push(`(r.words || r.said) @@ ${parameter(queryFor(searchWords(q)))}::tsquery`);
  const sql = `SELECT ${listedColumns} FROM ${recordTables}
    WHERE ${conditions.join(' AND ')} ORDER BY r.id DESC LIMIT ${parameter(limit)}`;
  return { sql, values };
}
