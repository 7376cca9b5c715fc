import { catalogue } from '@polyspool/contracts/catalogue';
import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { shownInput, shownOutput } from '@polyspool/contracts/packed-fields';
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

function limitsView({ softLimitMs, hardLimitMs }: JobRow): Job['limits'] {
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
