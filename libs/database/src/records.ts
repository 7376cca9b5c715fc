import { AppError } from '@polyspool/contracts/errors';
import type { CorpusRecord, NewRecord, RecordChange } from '@polyspool/contracts/records';
import { v7 } from 'uuid';
import type { Database, Statements } from './database.js';
import { ownOrEdited, seesJob as sees } from './owned-by.js';
import { type RecordFilter, recordsQuery } from './records-query.js';
import { type KnownRecord, recordColumns, recordTables, recordView, type StoredRecord } from './record-view.js';
import { FiledTranscript, type KeptTranscript } from './record-transcript.js';
import { searchWords } from './search-words.js';
import { storableJson, storableText } from './storable.js';

/** Of one person. */
export const maxRecords = 100_000;

/**
 * Recordings of the corpus, each seen by its owner and by members of its project. Who changes one is its owner, or edits its
 * project. `viewerId` undefined: an operator, who sees all.
 */
export class Records {
  constructor(
    private readonly database: Database,
    private readonly most = maxRecords,
  ) {}

  /** Newest first: somebody's own, or all of a project. */
  async list(filter: RecordFilter): Promise<CorpusRecord[]> {
    const { sql, values } = recordsQuery(filter);
    const rows = await this.database.query<StoredRecord>(sql, values);
    return rows.map((row) => recordView(row).record);
  }

  /** Throws `record.unknown`. */
  async find(id: string, viewerId: string | undefined): Promise<KnownRecord> {
    const [row] = await this.database.query<StoredRecord>(
      `SELECT ${recordColumns} FROM ${recordTables} WHERE r.id = $1 AND ${sees('r', 2)}`,
      [id, viewerId ?? null],
    );
    if (!row) throw unknownRecord(id);
    return recordView(row);
  }

  /** Throws `quota.records`. */
  async add(userId: string, record: NewRecord): Promise<CorpusRecord> {
    const id = v7();
    const added = await this.database.transaction(async (tx) => {
      // One after another: two that come at once count each other.
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('records of ' || $1, 0))`, [userId]);
      return tx.execute(
        `INSERT INTO records (id, user_id, project_id, ${ofFields('column')}, words)
         SELECT $1, $2, $3, ${ofFields('place', 4)}, array_to_tsvector($13::text[])
         WHERE (SELECT count(*) FROM (SELECT 1 FROM records WHERE user_id = $2 LIMIT $14) kept) < $14`,
        [id, userId, record.projectId ?? null, ...valuesOf(record), wordsOf(record), this.most],
      );
    });
    if (!added) throw new AppError('quota.records', `A person may keep ${this.most} records`);
    return (await this.find(id, userId)).record;
  }

  /** With another recording it is what it was before any job. Throws `record.unknown`, `project.forbidden`. */
  async change(id: string, change: RecordChange, viewerId: string | undefined) {
    await this.database.transaction(async (tx) => {
      const before = await lock(tx, id, viewerId);
      const isOther = change.uploadId !== undefined && change.uploadId !== before.uploadId;
      const after = { ...before, ...change };
      await tx.execute(
        `UPDATE records SET (${ofFields('column')}) = (${ofFields('place', 2)}), words = array_to_tsvector($11::text[]),
           updated_at = now() ${isOther ? anew : ''} WHERE id = $1`,
        [id, ...valuesOf(after), wordsOf(after)],
      );
    });
  }

  /** Its recording stays, as an upload. Throws `record.unknown`, `project.forbidden`. */
  async remove(id: string, viewerId: string | undefined) {
    await this.database.transaction(async (tx) => {
      await lock(tx, id, viewerId);
      await tx.execute('DELETE FROM records WHERE id = $1', [id]);
    });
  }

  /** What jobs need to know of these; those that somebody does not see are missing. */
  named(ids: readonly string[], viewerId: string | undefined): Promise<NamedRecord[]> {
    return this.database.query(
      `SELECT r.id, user_id AS "userId", upload_id AS "uploadId", language, ${ownOrEdited('r', 2)} AS "isOpen"
       FROM records r WHERE r.id = ANY($1::uuid[]) AND ${sees('r', 2)}`,
      [ids, viewerId ?? null],
    );
  }

  /** Long transcripts that still lie where their jobs have left them. */
  async filedTranscripts(limit: number): Promise<(FiledTranscript & { readonly recordId: string })[]> {
    const rows = await this.database.query<{ recordId: string; transcript: unknown }>(
      `SELECT id AS "recordId", transcript FROM records WHERE transcript ? 'jobId' ORDER BY id LIMIT $1`,
      [limit],
    );
    return rows.map(({ recordId, transcript }) => ({ recordId, ...FiledTranscript.parse(transcript) }));
  }

  /** From now on it is searched, and does not end with its job; null where it is gone. */
  async keepTranscript(id: string, jobId: string, transcript: KeptTranscript | null) {
    await this.database.execute(
      `UPDATE records SET transcript = $3, said = array_to_tsvector($4::text[]) WHERE id = $1 AND transcript ->> 'jobId' = $2`,
      [id, jobId, transcript && storableJson(transcript), searchWords(transcript?.text ?? '')],
    );
  }
}

export interface NamedRecord {
  readonly id: string;
  readonly userId: string;
  readonly uploadId: string | null;
  readonly language: string | null;
  /** To changes, and to jobs. */
  readonly isOpen: boolean;
}

type Fields = Omit<NewRecord, 'projectId'>;
type Stored = { readonly [Field in keyof Fields]: NonNullable<Fields[Field]> | null | undefined };

const fields = {
  uploadId: 'upload_id',
  title: 'title',
  description: 'description',
  language: 'language',
  category: 'category',
  place: 'place',
  contributor: 'contributor',
  consent: 'consent',
  licence: 'licence',
} as const satisfies Record<keyof Fields, string>;

const ofFields = (as: 'column' | 'place', from = 0) =>
  Object.values(fields)
    .map((column, index) => (as === 'column' ? column : `$${from + index}${castOf[column] ?? ''}`))
    .join(', ');

const castOf: Readonly<Record<string, string>> = { upload_id: '::uuid', consent: '::jsonb' };

const valuesOf = (record: Stored) =>
  (Object.keys(fields) as (keyof Fields)[]).map((field) => {
    const value = record[field] ?? null;
    return typeof value === 'string' ? storableText(value) : value && storableJson(value);
  });

const wordsOf = ({ title, description, category, place, contributor, licence }: Stored) =>
  searchWords([title, description, category, place, contributor, licence].filter(Boolean).join('\n'));

const anew = `, processing_state = 'none', last_job_id = NULL, measured_by = NULL, measures = NULL, transcript = NULL, said = ''`;

async function lock(tx: Statements, id: string, viewerId: string | undefined) {
  const [row] = await tx.query<Stored & { isOpen: boolean }>(
    `SELECT ${ownOrEdited('r', 2)} AS "isOpen",
       ${Object.entries(fields)
         .map(([field, column]) => `${column} AS "${field}"`)
         .join(', ')}
     FROM records r WHERE id = $1 AND ${sees('r', 2)} FOR NO KEY UPDATE`,
    [id, viewerId ?? null],
  );
  if (!row) throw unknownRecord(id);
  const { isOpen, ...record } = row;
  if (!isOpen) throw closedRecord(id);
  return record;
}

export const unknownRecord = (id: string) => new AppError('record.unknown', `No record ${id}`);

export const closedRecord = (id: string) =>
  new AppError('project.forbidden', `Record ${id} is of another member, and you do not edit its project`);
