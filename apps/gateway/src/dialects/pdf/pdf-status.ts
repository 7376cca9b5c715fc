import { type Artifact, isTerminal, type Job } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';
import { z } from 'zod';

export const PdfStatus = z.enum([
  'PENDING',
  'EXTRACTING',
  'TRANSLATING',
  'CUSTOMIZING',
  'RECONSTRUCTING',
  /** Of a job that translates no document. */
  'PROCESSING',
  'COMPLETED',
  'FAILED',
  'CANCELLED',
]);
export type PdfStatus = z.output<typeof PdfStatus>;

const PdfFile = z.object({
  name: z.string(),
  media_type: z.string(),
  bytes: z.int(),
  /** To be asked for with the same key. */
  url: z.string(),
});

/** A job as the PDF translation system before this one would tell of it. */
export const PdfJob = z.object({
  job_id: z.uuid(),
  status: PdfStatus,
  /** Percent. */
  progress: z.int().min(0).max(100),
  message: z.string().nullable(),
  /** When it will probably have ended, and seconds until then. */
  eta: z.iso.datetime().nullable(),
  eta_seconds: z.int().nonnegative().nullable(),
  error: z.string().nullable(),
  result: z.unknown(),
  files: z.array(PdfFile),
  created_at: z.iso.datetime(),
  started_at: z.iso.datetime().nullable(),
  finished_at: z.iso.datetime().nullable(),
});
export type PdfJob = z.output<typeof PdfJob>;

export function pdfJobView(job: Job, artifacts: readonly Artifact[], now = new Date()): PdfJob {
  const { id, message, eta, error, output, createdAt, startedAt, finishedAt } = job;
  const leftMs = eta ? Math.max(0, Date.parse(eta.p50) - now.getTime()) : undefined;
  return {
    job_id: id,
    status: pdfStatusOf(job),
    progress: Math.floor(job.percent),
    message: message ?? null,
    eta: eta?.p50 ?? null,
    eta_seconds: leftMs === undefined ? null : Math.round(leftMs / 1_000),
    error: error?.detail ?? null,
    result: output ?? null,
    files: artifacts.map(({ id: fileId, name, mediaType, bytes }) => ({
      name,
      media_type: mediaType,
      bytes,
      url: `/v1/artifacts/${fileId}/content`,
    })),
    created_at: createdAt,
    started_at: startedAt ?? null,
    finished_at: finishedAt ?? null,
  };
}

/** One that waits for its next attempt, or for its end, is where it has come to. */
export function pdfStatusOf({ type, status, step }: Pick<Job, 'type' | 'status' | 'step'>): PdfStatus {
  if (status === 'queued' || status === 'scheduled') return 'PENDING';
  if (isTerminal(status)) return ends[status] ?? 'CANCELLED';
  if (type === pdfJobs.translate.name) return (step !== undefined && stages[step]) || 'EXTRACTING';
  return parts[type] ?? 'PROCESSING';
}

type Named = Readonly<Record<string, PdfStatus | undefined>>;

const ends: Named = { succeeded: 'COMPLETED', failed: 'FAILED' };

const stages: Named = {
  inspect: 'EXTRACTING',
  extract: 'EXTRACTING',
  translate: 'TRANSLATING',
  tone: 'CUSTOMIZING',
  reconstruct: 'RECONSTRUCTING',
} satisfies Record<(typeof pdfJobs.translate.steps)[number], PdfStatus>;

const parts: Named = {
  [pdfJobs.extract.name]: 'EXTRACTING',
  [pdfJobs.translateBlocks.name]: 'TRANSLATING',
  [pdfJobs.customizeTone.name]: 'CUSTOMIZING',
  [pdfJobs.reconstruct.name]: 'RECONSTRUCTING',
};
