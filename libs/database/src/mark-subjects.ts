import { catalogue } from '@polyspool/contracts/catalogue';
import { corpusJobs } from '@polyspool/contracts/corpus';
import type { JobStatus } from '@polyspool/contracts/job-status';
import { Box } from '@polyspool/contracts/packed-fields';
import type { ProcessingState } from '@polyspool/contracts/processing-state';
import { RecordingMeasures } from '@polyspool/contracts/records';
import { validate } from 'uuid';
import { z } from 'zod';
import type { Statements } from './database.js';
import { storableTranscript } from './record-transcript.js';
import { storableJson } from './storable.js';

export interface Moved {
  /** Jobs whose work has begun, perhaps anew. */
  readonly begun?: readonly string[];
  /** Jobs that have ended, whichever way. */
  readonly ended: readonly string[];
}

/**
 * The uploads and records that jobs are over show how it stands with them, and a record keeps what was measured of it. In
 * the transaction that moves the jobs, after their rows are written.
 */
export async function markSubjects(tx: Statements, { begun = [], ended }: Moved) {
  if (!begun.length && !ended.length) return;
  const rows = await tx.query<SubjectRow>(subjectsOf, [[...begun, ...ended], corpusJobs.processAudio.name]);
  const jobs = rows.filter(hasSubject);
  if (!jobs.length) return;
  // In one order, so that two writers cannot lock each other out.
  const ids = (field: 'uploadId' | 'recordId') => jobs.map((job) => job[field]).filter((id) => id !== null);
  await tx.query('SELECT 1 FROM uploads WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ids('uploadId')]);
  await tx.query('SELECT 1 FROM records WHERE id = ANY($1::uuid[]) ORDER BY id FOR NO KEY UPDATE', [ids('recordId')]);
  const among = (chosen: readonly string[]) => {
    const those = new Set(chosen);
    return jobs.filter(({ id }) => those.has(id));
  };
  await setStates(tx, among(begun), () => 'processing');
  await setStates(tx, among(ended), ({ status }) => stateAfter[status] ?? 'failed');
  for (const job of among(ended)) await keepMeasures(tx, job);
}

interface SubjectRow {
  readonly id: string;
  readonly type: string;
  readonly status: JobStatus;
  readonly uploadId: string;
  readonly recordId: string | null;
  /** Of a kind that measures. */
  readonly output: unknown;
  /** For a transcript. */
  readonly wasAsked: boolean;
}

// Of the parts of other jobs only those of a batch are work on something of its own.
const subjectsOf = `
  SELECT id, type, status, input ->> 'uploadId' AS "uploadId", input ->> 'recordId' AS "recordId",
    CASE WHEN type = $2 AND status = 'succeeded' THEN output END AS output,
    input ->> 'transcribe' IS DISTINCT FROM 'false' AS "wasAsked"
  FROM jobs WHERE id = ANY($1::uuid[]) AND (parent_id IS NULL OR input ? 'recordId') AND input ? 'uploadId'`;

/** A kind that takes any upload only names it, and does no work on it. What parts of a batch name comes by the queue. */
const hasSubject = ({ type, uploadId, recordId }: SubjectRow) =>
  catalogue.get(type)?.upload !== 'any' && validate(uploadId) && (recordId === null || validate(recordId));

const stateAfter: Partial<Record<JobStatus, ProcessingState>> = { succeeded: 'processed', cancelled: 'cancelled' };

async function setStates(tx: Statements, jobs: readonly SubjectRow[], stateOf: (job: SubjectRow) => ProcessingState) {
  if (!jobs.length) return;
  const jobIds = jobs.map(({ id }) => id);
  const states = jobs.map(stateOf);
  const uploadIds = jobs.map(({ uploadId }) => uploadId);
  await tx.execute(setUploads, [jobIds, states, uploadIds]);
  await tx.execute(setRecords, [jobIds, states, uploadIds, jobs.map(({ recordId }) => recordId)]);
}

/** While another job works on it, one that began before it says nothing by its end. */
const isNews = (subject: string) =>
  `(job.state = 'processing' OR ${subject}.processing_state <> 'processing' OR ${subject}.last_job_id = job.id)`;

const setUploads = `
  UPDATE uploads u SET processing_state = job.state, last_job_id = job.id
  FROM unnest($1::uuid[], $2::text[], $3::uuid[]) AS job(id, state, upload)
  WHERE u.id = job.upload AND ${isNews('u')}`;

// One that has got another recording since is not what the job is over.
const setRecords = `
  UPDATE records r SET processing_state = job.state, last_job_id = job.id
  FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) AS job(id, state, upload, record)
  WHERE r.id = job.record AND r.upload_id = job.upload AND ${isNews('r')}`;

const Measured = z.object({ measures: RecordingMeasures, transcript: Box.optional() });

async function keepMeasures(tx: Statements, { id, uploadId, recordId, output, wasAsked }: SubjectRow) {
  const measured = Measured.safeParse(output).data;
  if (!recordId || !measured) return;
  await tx.execute(
    `UPDATE records SET measured_by = $3, measures = $4, updated_at = now() WHERE id = $1 AND upload_id = $2`,
    [recordId, uploadId, id, storableJson(measured.measures)],
  );
  if (!wasAsked) return; // what is said in it is as it was
  const { transcript, words } = storableTranscript(id, measured.transcript);
  await tx.execute(
    `UPDATE records SET transcript = $3, said = array_to_tsvector($4::text[]) WHERE id = $1 AND upload_id = $2`,
    [recordId, uploadId, transcript && storableJson(transcript), words],
  );
}
