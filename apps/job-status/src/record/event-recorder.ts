import { errorCodes } from '@polyspool/contracts/errors';
import { isTerminal } from '@polyspool/contracts/job-status';
import { saveAttempts } from '@polyspool/database/attempts';
import { Database, type Statements } from '@polyspool/database/database';
import { endedJobsChannel, noteEnded } from '@polyspool/database/ended-jobs';
import { EventLog, type NewEvent } from '@polyspool/database/event-log';
import { JobLedger, type LedgerRow } from '@polyspool/database/job-ledger';
import { markSubjects } from '@polyspool/database/mark-subjects';
import { Notices } from '@polyspool/database/notices';
import { clockOf } from '@polyspool/database/queue-cursors';
import { publishFiles } from '@polyspool/database/published-files';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { isBullId } from '@polyspool/jobs/job-ids';
import { QueueState } from '@polyspool/jobs/queue-state';
import { inSpan, type SpanOptions, traceIdOf } from '@polyspool/service/tracing';
import { Injectable } from '@nestjs/common';
import { type Addressed, addressOf } from './addressed.js';
import { adoptUnknown } from './adopt-unknown.js';
import { type Applied, applyEvent } from './apply-event.js';
import { buryFailed } from './bury-failed.js';
import { JobNews, type News } from './job-news.js';
import { learnFrom } from './learn-from.js';
import { type LifeLine, lifeLine } from './life-log.js';
import { parentPercent } from './parent-progress.js';

const recorded = new Set([
  'added',
  'waiting',
  'active',
  'progress',
  'waiting-children',
  'delayed',
  'stalled',
  'completed',
  'failed',
]);

/** What was recorded, and is to be told of after the commit. */
interface Recorded {
  readonly events: readonly NewEvent[];
  readonly isRootEnded: boolean;
  readonly news: News;
}

/** Writes what happened in Redis into Postgres: rows, log, attempts and published files, in one transaction of the caller's. */
@Injectable()
export class EventRecorder {
  readonly #ledger = new JobLedger();

  constructor(
    private readonly database: Database,
    private readonly events: EventLog,
    private readonly notices: Notices,
    private readonly state: QueueState,
    private readonly news: JobNews,
  ) {}

  /** Runs `work`, which records, in a transaction; tells the news after its commit. */
  async inTransaction(
    work: (tx: Statements, record: (queue: string, events: readonly QueueEvent[]) => Promise<void>) => Promise<void>,
  ) {
    const all: { readonly queue: string; readonly recorded: Recorded }[] = [];
    await this.database.transaction((tx) =>
      work(tx, async (queue, events) => {
        const recorded = await this.#record(tx, queue, events);
        if (recorded) all.push({ queue, recorded });
      }),
    );
    for (const { queue, recorded } of all) {
      const { events, isRootEnded, news } = recorded;
      for (const event of events) this.notices.tell('events', `${event.jobId}:${event.seq - 1}`);
      if (isRootEnded) {
        this.notices.tell('dispatch', queue);
        this.notices.tell(endedJobsChannel, '');
      }
      this.news.recorded(queue, news);
    }
  }

  /** Ends jobs that no worker has. Those that have ended meanwhile are left alone. */
  async recordEnd(queue: string, bullIds: readonly string[], reason: 'job.cancelled' | 'job.expired') {
    const failedReason = `${reason}: ${errorCodes[reason].title}`;
    const events = bullIds.map((jobId) => ({ event: 'failed', jobId, failedReason }));
    await this.inTransaction((_tx, record) => record(queue, events));
  }

  async #record(tx: Statements, queue: string, events: readonly QueueEvent[]): Promise<Recorded | undefined> {
    const ours = events.filter(({ event, jobId }) => recorded.has(event) && isBullId(jobId));
    const addressed = ours.map(addressOf);
    if (!addressed.length) return undefined;
    const adopted = await adoptUnknown(tx, { queue, ledger: this.#ledger, state: this.state }, addressed);
    const applicable = addressed.filter(({ event }) => event.event !== 'added');
    const rows = await this.#ledger.lock(tx, [...new Set(applicable.map(({ id }) => id))]);
    return inSpan('record events', spanOf(queue, rows), async () => {
      const { applied, lines, begun, fenced } = applyAll(rows, applicable);
      const changed = [...new Set(applied.map(({ told }) => rows.get(told.jobId)!))];
      await this.#ledger.save(tx, changed);
      const attempts = applied.flatMap(({ attempts: changes = [] }) => changes);
      await saveAttempts(tx, attempts);
      await publishFiles(
        tx,
        applied.flatMap(({ published = [] }) => published),
      );
      const moved = movedBy(applied, changed);
      await markSubjects(tx, moved);
      await noteEnded(tx, moved.ended);
      const kinds = await buryFailed(tx, changed);
      const forecasts = await learnFrom(
        tx,
        applied.flatMap(({ steps = [] }) => steps),
        changed.filter(({ status }) => status === 'succeeded'),
      );
      const ofParents = await this.#advanceParents(tx, rows, changed);
      const all = [...adopted.told, ...applied.map(({ told }) => told), ...ofParents];
      await this.events.append(tx, all);
      const ended = changed.filter(({ status }) => isTerminal(status));
      const stalled = applied.filter(({ told }) => told.type === 'stalled').length;
      const heardAtMs = ours.flatMap(({ ['entryId']: entryId }) => (entryId ? clockOf(entryId) : []));
      const measured = { begun, ended, attempts, stalled, fenced, forecasts, heardAtMs };
      const isRootEnded = ended.some(({ parentId }) => !parentId);
      return { events: all, isRootEnded, news: { ...measured, kinds, lines: [...adopted.lines, ...lines] } };
    });
  }

  /** The part of a parent's bar that its children fill. */
  async #advanceParents(
    tx: Statements,
    rows: ReadonlyMap<string, LedgerRow>,
    changed: readonly LedgerRow[],
  ): Promise<NewEvent[]> {
    const parents = [...new Set(changed.map((row) => row.parentId))]
      .map((id) => (id ? rows.get(id) : undefined))
      .filter((row): row is LedgerRow => !!row && row.childCount > 0 && !isTerminal(row.status));
    if (!parents.length) return [];
    const sums = await this.#ledger.childPercents(
      tx,
      parents.map(({ id }) => id),
    );
    const messages = messagesFor(changed);
    const moved = parents.filter((parent) => advance(parent, sums.get(parent.id) ?? 0, messages.get(parent.id)));
    await this.#ledger.save(tx, moved);
    return moved.map(({ id, seq, run, percent, message }) => ({
      ...{ jobId: id, seq, run, type: 'progress' },
      change: { percent, ...(messages.has(id) && message !== null && { message }) },
    }));
  }
}

function applyAll(rows: ReadonlyMap<string, LedgerRow>, addressed: readonly Addressed[]) {
  const at = new Date();
  const lines: LifeLine[] = [];
  const begun: LedgerRow[] = [];
  let fenced = 0;
  const applied = addressed.flatMap(({ event, id, dispatch }) => {
    const row = rows.get(id);
    if (!row) return [];
    const hadBegun = row.startedAt !== null;
    const isOutdated = dispatch !== row.dispatch || isTerminal(row.status);
    const one = applyEvent(row, event, dispatch, at);
    // Progress is left out where it is of an older start.
    if (isOutdated || (!one && event.event === 'progress')) fenced += 1;
    if (one?.life) lines.push(lifeLine(row, one.life, one.attempt));
    if (!hadBegun && row.startedAt) begun.push(row);
    return one ?? [];
  });
  return { applied, lines, begun, fenced };
}

const movedBy = (applied: readonly Applied[], changed: readonly LedgerRow[]) => ({
  begun: applied.filter(({ told, life }) => told.type === 'active' || life === 'started').map(({ told }) => told.jobId),
  ended: changed.filter(({ status }) => isTerminal(status)).map(({ id }) => id),
});

/** What the parts of a job say last is what the job says while it waits for them. */
const messagesFor = (changed: readonly LedgerRow[]) =>
  new Map(
    changed.flatMap(({ parentId, status, message }) =>
      parentId && message && status === 'running' ? [[parentId, message] as const] : [],
    ),
  );

function advance(parent: LedgerRow, weightedSum: number, said?: string) {
  const percent = parentPercent(parent, weightedSum);
  const message = said !== undefined && parent.waitReason === 'children' ? said : parent.message;
  if (percent <= parent.percent && message === parent.message) return false;
  parent.percent = percent;
  parent.message = message;
  parent.seq += 1;
  return true;
}

/** A batch that belongs to one trace is part of it; one that serves several is linked to each (OTEP 220). */
function spanOf(queue: string, rows: ReadonlyMap<string, LedgerRow>): SpanOptions {
  const attributes = { 'messaging.system': 'bullmq', 'messaging.destination.name': queue };
  const ofTraces = Map.groupBy(
    [...rows.values()].flatMap(({ traceparent }) => traceparent ?? []),
    traceIdOf,
  );
  const traces = [...ofTraces.values()].map(([first]) => first!); // groups are never empty
  return traces.length === 1 ? { traceparent: traces[0], attributes } : { links: traces, attributes };
}
