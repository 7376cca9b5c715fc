import { catalogue } from '@polyspool/contracts/catalogue';
import type { Artifact, Job, JobStatus } from '@polyspool/contracts/job-status';
import { shownInput, shownOutput } from '@polyspool/contracts/packed-fields';
import type { NewJob } from './accept-job.js';
import type { ArtifactRow } from './entities/artifact.js';
import type { JobRow } from './entities/job.js';
import { priorityOf } from './priorities.js';

const iso = (date: Date | null) => date?.toISOString();

/** A row as its owner sees it. */
export function jobView(row: JobRow): Job {
  const contract = catalogue.get(row.type);
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    percent: row.percent,
    step: row.step ?? undefined,
    message: row.message ?? undefined,
    input: shownInput(contract, row.input),
    output: shownOutput(contract, row.output) ?? undefined,
    error: row.error ?? undefined,
    attempts: row.attempts,
    run: row.run,
    parentId: row.parentId ?? undefined,
    projectId: row.projectId ?? undefined,
    priority: priorityOf(row.priority),
    reused: row.reused ?? undefined,
    resultExpiresAt: iso(row.resultExpiresAt),
    limits: limitsView(row),
    runAt: iso(row.runAt),
    expiresAt: iso(row.expiresAt),
    traceId: row.traceparent?.split('-')[1],
    seq: row.seq,
    createdAt: row.createdAt.toISOString(),
    startedAt: iso(row.startedAt),
    finishedAt: iso(row.finishedAt),
  };
}

/** A job that was accepted just now, as `jobView` would show its row. */
export function newJobView(job: NewJob, status: JobStatus, createdAt: Date): Job {
  const contract = catalogue.get(job.type);
  return {
    id: job.id,
    type: job.type,
    status,
    percent: 0,
    input: shownInput(contract, job.input),
    attempts: 0,
    run: 1,
    projectId: job.projectId,
    priority: job.priority ?? 'normal',
    limits: limitsView({ softLimitMs: job.limits?.softLimitMs ?? null, hardLimitMs: job.limits?.hardLimitMs ?? null }),
    runAt: iso(job.runAt ?? null),
    expiresAt: iso(job.expiresAt ?? null),
    traceId: job.traceparent?.split('-')[1],
    seq: 1,
    createdAt: createdAt.toISOString(),
  };
}

type OwnLimits = Pick<JobRow, 'softLimitMs' | 'hardLimitMs'>;

function limitsView({ softLimitMs, hardLimitMs }: OwnLimits): Job['limits'] {
  if (softLimitMs === null && hardLimitMs === null) return undefined;
  const seconds = (ms: number | null) => (ms === null ? undefined : ms / 1000);
  return { softSeconds: seconds(softLimitMs), hardSeconds: seconds(hardLimitMs) };
}

export function artifactView(row: ArtifactRow): Artifact {
  return {
    id: row.id,
    jobId: row.jobId,
    name: row.name,
    kind: row.kind,
    mediaType: row.mediaType,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    language: row.language ?? undefined,
    createdAt: row.createdAt.toISOString(),
  };
}
