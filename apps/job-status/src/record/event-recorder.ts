import { errorCodes } from '@polyspool/contracts/errors';
import { isTerminal } from '@polyspool/contracts/job-status';
import { saveAttempts } from '@polyspool/database/attempts';
import { Database, type Statements } from '@polyspool/database/database';
import { endedJobsChannel, noteEnded } from '@polyspool/database/ended-jobs';
import { EventLog, type NewEvent } from '@polyspool/database/event-log';
import { JobLedger, type LedgerRow } from '@polyspool/database/job-ledger';
import { markSubjects } from '@polyspool/database/mark-subjects';
import { Notices } from '@polyspool/database/notices';
import { publishFiles } from '@polyspool/database/published-files';
import type { ForecastRatio } from '@polyspool/database/step-rates';
import type { QueueEvent } from '@polyspool/jobs/event-stream';
import { isBullId } from '@polyspool/jobs/job-ids';
import { QueueState } from '@polyspool/jobs/queue-state';
import { Logger } from '@polyspool/service/logger';
import { inSpan } from '@polyspool/service/tracing';
import { Injectable } from '@nestjs/common';
import { type Addressed, addressOf } from './addressed.js';
import { adoptUnknown } from './adopt-unknown.js';
import { type Applied, applyEvent } from './apply-event.js';
import { buryFailed, type NewKind } from './bury-failed.js';
import { learnFrom } from './learn-from.js';
import { type LifeLine, lifeLine, writeLife } from './life-log.js';
import { measureForecasts } from './measure-forecasts.js';
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
  readonly lines: readonly LifeLine[];
  readonly kinds: readonly NewKind[];
  readonly forecasts: readonly ForecastRatio[];
  readonly isRootEnded: boolean;
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
    private readonly log: Logger,
  ) {}

  /** Runs `work`, which records, in a transaction; tells the news after its commit. */
  async inTransaction(
    work: (tx: Statements, record: (queue: string, events: readonly QueueEvent[]) => Promise<void>) => Promise<void>,
  ) {
    const all: (Recorded & { readonly queue: string })[] = [];
    await this.database.transaction((tx) =>
      work(tx, async (queue, events) => {
        all.push({ ...(await this.#record(tx, queue, events)), queue });
      }),
    );
    for (const { events, lines, kinds, forecasts, isRootEnded, queue } of all) {
      for (const event of events) this.notices.tell('events', `${event.jobId}:${event.seq - 1}`);
      if (isRootEnded) {
        this.notices.tell('dispatch', queue);
        this.notices.tell(endedJobsChannel, '');
      }
      writeLife(this.log, lines);
      measureForecasts(forecasts);
      for (const kind of kinds) this.log.error({ ...kind }, 'A job has failed in a new way');
    }
  }

  /** Ends jobs that no worker has. Those that have ended meanwhile are left alone. */
  async recordEnd(queue: string, bullIds: readonly string[], reason: 'job.cancelled' | 'job.expired') {
    const failedReason = `${reason}: ${errorCodes[reason].title}`;
    const events = bullIds.map((jobId) => ({ event: 'failed', jobId, failedReason }));
    await this.inTransaction((_tx, record) => record(queue, events));
  }

  async #record(tx: Statements, queue: string, events: readonly QueueEvent[]): Promise<Recorded> {
    const ours = events.filter(({ event, jobId }) => recorded.has(event) && isBullId(jobId));
    const addressed = ours.map(addressOf);
    if (!addressed.length) return { events: [], lines: [], kinds: [], forecasts: [], isRootEnded: false };
    const adopted = await adoptUnknown(tx, { queue, ledger: this.#ledger, state: this.state }, addressed);
    const applicable = addressed.filter(({ event }) => event.event !== 'added');
    const rows = await this.#ledger.lock(tx, [...new Set(applicable.map(({ id }) => id))]);
    return inSpan('record events', spanOf(queue, rows), async () => {
      const { applied, lines } = applyAll(rows, applicable);
      const changed = [...new Set(applied.map(({ told }) => rows.get(told.jobId)!))];
      await this.#ledger.save(tx, changed);
      await saveAttempts(
        tx,
        applied.flatMap(({ attempts = [] }) => attempts),
      );
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
      const isRootEnded = changed.some((row) => !row.parentId && isTerminal(row.status));
      return { events: all, lines: [...adopted.lines, ...lines], kinds, forecasts, isRootEnded };
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
  const applied = addressed.flatMap(({ event, id, dispatch }) => {
    const row = rows.get(id);
    const one = row && applyEvent(row, event, dispatch, at);
    if (one?.life) lines.push(lifeLine(row!, one.life, one.attempt)); // there is none without a row
    return one ?? [];
  });
  return { applied, lines };
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
function spanOf(queue: string, rows: ReadonlyMap<string, LedgerRow>) {
  const traces = [...new Set([...rows.values()].flatMap((row) => row.traceparent ?? []))];
  const attributes = { 'messaging.destination.name': queue };
  return traces.length === 1 ? { traceparent: traces[0], attributes } : { links: traces, attributes };
}
