import type { RecordingUpload } from '@polyspool/contracts/files';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { KeptTranscript } from './record-transcript.js';

/** A record, and whose it is. */
export interface KnownRecord {
  readonly record: CorpusRecord;
  readonly userId: string;
}

type Nullable<Shape> = { readonly [Field in keyof Shape]: Exclude<Shape[Field], undefined> | null };

/** A record as the statement below reads it. */
export interface StoredRecord
  extends
    Nullable<Omit<CorpusRecord, 'id' | 'title' | 'state' | 'transcript' | 'upload' | 'createdAt' | 'updatedAt'>>,
    Pick<CorpusRecord, 'id' | 'title' | 'state'> {
  readonly userId: string;
  readonly transcript: unknown;
  readonly upload: (Omit<RecordingUpload, 'createdAt' | 'lastJobId'> & { lastJobId: string | null }) | null;
  readonly uploadedAt: Date | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export const recordTables = 'records r LEFT JOIN uploads u ON u.id = r.upload_id';

const columnsWith = (
  transcript: string,
) => `r.id, r.user_id AS "userId", r.project_id AS "projectId", r.upload_id AS "uploadId", r.title,
  r.description, r.language, r.category, r.place, r.contributor, r.consent, r.licence, r.processing_state AS state,
  r.last_job_id AS "lastJobId", r.measured_by AS "measuredBy", r.measures, ${transcript} AS transcript, r.created_at AS "createdAt", r.updated_at AS "updatedAt",
  CASE WHEN u.id IS NOT NULL THEN jsonb_build_object('id', u.id, 'kind', u.kind, 'name', u.name, 'mediaType', u.media_type,
    'bytes', u.bytes, 'sha256', u.sha256, 'probe', u.probe, 'state', u.processing_state, 'lastJobId', u.last_job_id) END
    AS upload, u.created_at AS "uploadedAt"`;

export const recordColumns = columnsWith('r.transcript');
/** Transcripts may be as long as books: a page of them would be a library. */
export const listedColumns = columnsWith('NULL');

export function recordView({ userId, transcript, upload, uploadedAt, ...row }: StoredRecord): KnownRecord {
  const { id, title, state, createdAt, updatedAt, ...known } = row;
  const record: CorpusRecord = {
    ...{ id, title, state },
    ...(withoutNulls(known) as Omit<CorpusRecord, 'id' | 'title' | 'state' | 'createdAt' | 'updatedAt'>),
    transcript: KeptTranscript.safeParse(transcript).data,
    ...(upload && {
      upload: { ...upload, lastJobId: upload.lastJobId ?? undefined, createdAt: uploadedAt!.toISOString() }, // both are its columns
    }),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
  return { record, userId };
}

const withoutNulls = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
