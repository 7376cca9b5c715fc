import type { JobEvent, WaitReason } from '@polyspool/contracts/job-status';
import type { LedgerRow } from '@polyspool/database/job-ledger';

/** Why the job does not run now; what is to be told of it. */
export function setWait(row: LedgerRow, reason: WaitReason, untilMs?: number): Pick<JobEvent['change'], 'waiting'> {
  row.waitReason = reason;
  row.waitUntil = untilMs ? new Date(untilMs) : null;
  return { waiting: { reason, ...(row.waitUntil && { clearsAt: row.waitUntil.toISOString() }) } };
}

/** Nothing keeps it any more, but perhaps that no worker is free. */
export function endWait(row: LedgerRow): Pick<JobEvent['change'], 'waiting'> {
  if (!row.waitReason) return {};
  row.waitReason = null;
  row.waitUntil = null;
  return { waiting: null };
}
