// @ts-nocheck
import { catalogue } from '@polyspool/contracts/catalogue';
import { percentRange } from '@polyspool/contracts/define-jobs';
import { errorCodes } from '@polyspool/contracts/errors';
import { isTerminal } from '@polyspool/contracts/job-status';
import { Database, type Statements } from '@polyspool/database/database';
import { EventLog, type NewEvent } from './event-log.js';
import { type ChildOfQueue, JobLedger, type LedgerRow } from './job-ledger.js';
import { Notices } from '@polyspool/database/notices';
import { publishFiles } from '@polyspool/database/published-files';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { isBullId, parseBullId } from '@polyspool/jobs/job-ids';
import { QueueState } from '@polyspool/jobs/queue-state';
import { inSpan } from '@polyspool/service/tracing';
import { Injectable } from '@nestjs/common';
import { type Applied, applyEvent } from './apply-event.js';

const recorded = new Set(['added', 'waiting', 'active', 'progress', 'delayed', 'stalled', 'completed', 'failed']);

interface Addressed {
  readonly event: QueueEvent;
  readonly id: string;
  readonly dispatch: number;
}

/** Writes what happened in Redis into Postgres: rows, log and published files, in one transaction of the caller's. */
@Injectable()
export class EventRecorder {
  readonly #ledger = new JobLedger();

  constructor(
    private readonly database: Database,
    private readonly log: EventLog,
    private readonly notices: Notices,
    private readonly state: QueueState,
  ) {}

  /** Runs `work`, which records, in a transaction; tells the news after its commit. */
  async inTransaction(
    work: (tx: Statements, record: (queue: string, events: readonly QueueEvent[]) => Promise<void>) => Promise<void>,
  ) {
    const news: NewEvent[] = [];
    let freed: string | undefined;
    await this.database.transaction((tx) =>
      work(tx, async (queue, events) => {
        const told = await this.#record(tx, queue, events);
        news.push(...told.events);
        if (told.rootEnded) freed = queue;
      }),
    );
    for (const event of news) this.notices.tell('events', `${event.jobId}:${event.seq - 1}`);
    if (freed) this.notices.tell('dispatch', freed);
  }

  /** Ends jobs that no worker has. Those that have ended meanwhile are left alone. */
  async recordEnd(queue: string, bullIds: readonly string[], reason: 'job.cancelled' | 'job.expired') {
    const failedReason = `${reason}: ${errorCodes[reason].title}`;
    const events = bullIds.map((jobId) => ({ event: 'failed', jobId, failedReason }));
    await this.inTransaction((_tx, record) => record(queue, events));
  }

  async #record(tx: Statements, queue: string, events: readonly QueueEvent[]) {
    const ours = events.filter(({ event, jobId }) => recorded.has(event) && isBullId(jobId));
    const addressed = ours.map(addressOf);
    if (!addressed.length) return { events: [], rootEnded: false };
    const adopted = await this.#adoptUnknown(tx, queue, addressed);
    const applicable = addressed.filter(({ event }) => event.event !== 'added');
    const rows = await this.#ledger.lock(tx, [...new Set(applicable.map(({ id }) => id))]);
    return inSpan('record events', spanOf(queue, rows), async () => {
      const applied = applyAll(rows, applicable);
      const changed = [...new Set(applied.map(({ told }) => rows.get(told.jobId)!))];
      await this.#ledger.save(tx, changed);
      await publishFiles(
        tx,
        applied.flatMap(({ published }) => published),
      );
      const ofParents = await this.#advanceParents(tx, rows, changed);
      const all = [...adopted, ...applied.map(({ told }) => told), ...ofParents];
      await this.log.append(tx, all);
      return { events: all, rootEnded: changed.some((row) => !row.parentId && isTerminal(row.status)) };
    });
  }

  /** Unknown ids, and dispatches newer than the row's, are children: a root's row is committed before Redis hears of it. */
  async #adoptUnknown(tx: Statements, queue: string, addressed: readonly Addressed[]): Promise<NewEvent[]> {
    const dispatches = await this.#ledger.dispatches(tx, [...new Set(addressed.map(({ id }) => id))]);
    const unknown = addressed.filter(({ id, dispatch }) => !((dispatches.get(id) ?? 0) >= dispatch));
    const held = await this.state.jobs(queue, [...new Set(unknown.map(({ event }) => event.jobId))]);
    const newest = new Map<string, ChildOfQueue>();
    for (const { bullId, name, data } of held) {
      const { jobId, dispatch } = parseBullId(bullId);
      if (!data.parentId || (newest.get(jobId)?.dispatch ?? 0) >= dispatch) continue;
      const { parentId, index = 0, run, input } = data;
      newest.set(jobId, { id: jobId, parentId, index, type: name, run, dispatch, input });
    }
    const adopted = await this.#ledger.adopt(tx, queue, [...newest.values()]);
    // One that has ended stays so in a newer dispatch: nothing is told after the end.
    const news = adopted.filter(({ status }) => !isTerminal(status));
    return news.map(({ id, seq, run, type, status, percent, input }) => ({
      jobId: id,
      seq,
      run,
      type: 'accepted',
      change: { type, status, percent, input },
    }));
  }

  /** The part of a parent's bar that its children fill: the mean of theirs. */
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
    const moved = parents.filter((parent) => advance(parent, sums.get(parent.id) ?? 0));
    await this.#ledger.save(tx, moved);
    return moved.map(({ id, seq, run, percent }) => ({ jobId: id, seq, run, type: 'progress', change: { percent } }));
  }
}

function addressOf(event: QueueEvent): Addressed {
  const { jobId, dispatch } = parseBullId(event.jobId);
  return { event, id: jobId, dispatch };
}

function applyAll(rows: ReadonlyMap<string, LedgerRow>, addressed: readonly Addressed[]): Applied[] {
  const at = new Date();
  return addressed.flatMap(({ event, id, dispatch }) => {
    const row = rows.get(id);
    return (row && applyEvent(row, event, dispatch, at)) ?? [];
  });
}

function advance(parent: LedgerRow, childPercentSum: number) {
  const contract = catalogue.get(parent.type);
  if (!contract || !parent.step) return false;
  const [from, to] = percentRange(contract, parent.step);
  const percent = Math.min(to, from + ((to - from) * childPercentSum) / (100 * parent.childCount));
  if (percent < parent.percent + 0.05) return false;
  parent.percent = percent;
  parent.seq += 1;
  return true;
}

/** A batch that belongs to one trace is part of it; one that serves several is linked to each (OTEP 220). */
function spanOf(queue: string, rows: ReadonlyMap<string, LedgerRow>) {
  const traces = [...new Set([...rows.values()].flatMap((row) => row.traceparent ?? []))];
  const attributes = { 'messaging.destination.name': queue };
  return traces.length === 1 ? { traceparent: traces[0], attributes } : { links: traces, attributes };
}
