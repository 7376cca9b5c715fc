import { type NewAlert, raiseAlerts } from '@polyspool/database/alerts';
import type { Statements } from '@polyspool/database/database';
import { bury, errorClasses } from '@polyspool/database/dead-letters';
import type { LedgerRow } from '@polyspool/database/job-ledger';
import { fingerprint } from './fingerprint.js';

const maxMessageLength = 500;

export interface NewKind {
  readonly fingerprint: string;
  readonly jobId: string;
  readonly type: string;
  readonly code: string;
}

/** Root jobs that have failed for good become dead letters. Answers the kinds of failure that nobody has seen yet. */
export async function buryFailed(tx: Statements, changed: readonly LedgerRow[]): Promise<NewKind[]> {
  const failed = changed.filter((row) => row.status === 'failed' && !row.parentId);
  if (!failed.length) return [];
  const classes = await errorClasses(
    tx,
    failed.map((row) => row.id),
  );
  const letters = failed.map(({ id, type, error, finishedAt }) => {
    const { code, detail } = error ?? { code: 'internal', detail: '' };
    const kind = fingerprint({ type, code, errorClass: classes.get(id), detail });
    return { jobId: id, fingerprint: kind, diedAt: finishedAt ?? new Date(), type, code, detail };
  });
  const firsts = await bury(tx, letters);
  const alike = Map.groupBy(letters, (letter) => letter.fingerprint);
  const alerts = [...alike].map(([subject, [letter, ...others]]): NewAlert => {
    const { type, code, detail, diedAt } = letter!; // a group has one at least
    const message = `${type} failed: ${code}: ${detail}`.slice(0, maxMessageLength);
    return { kind: 'deadLetter', subject, message, count: others.length + 1, at: diedAt, isNews: firsts.has(subject) };
  });
  await raiseAlerts(tx, alerts);
  return [...firsts].map((kind) => {
    const { jobId, type, code } = alike.get(kind)![0]!; // it is one of the letters
    return { fingerprint: kind, jobId, type, code };
  });
}
