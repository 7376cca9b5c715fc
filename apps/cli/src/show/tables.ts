import type { AnyJob, Artifact, DeadLetterGroup, QueueStatus, Schedule, Task, Polyspool } from '@polyspool/sdk';
import { table } from './table.js';

type ListOf<Name extends 'registered' | 'stats' | 'workers'> = Awaited<ReturnType<Polyspool['admin'][Name]>>;

export const taskTable = (tasks: readonly Task[]) =>
  table(
    ['ID', 'TYPE', 'QUEUE', 'STATUS', 'PERCENT', 'STEP', 'WORKER', 'DUE'],
    tasks.map((one) => [
      ...[one.id, one.type, one.queue, one.status, Math.round(one.percent), one.step, one.worker, one.dueAt],
    ]),
  );

export const jobTable = (jobs: readonly AnyJob[]) =>
  table(
    ['ID', 'TYPE', 'STATUS', 'PERCENT', 'STEP', 'CREATED', 'ERROR'],
    jobs.map((one) => [
      one.id,
      one.type,
      one.status,
      Math.round(one.percent),
      one.step,
      one.createdAt,
      one.error?.code,
    ]),
  );

export const registeredTable = (items: ListOf<'registered'>) =>
  table(
    ['TYPE', 'QUEUE', 'ATTEMPTS', 'SOFT_S', 'HARD_S', 'WORKERS'],
    items.map((one) => [one.type, one.queue, one.attempts, one.softSeconds, one.hardSeconds, one.workers]),
  );

export const statsTable = (items: ListOf<'stats'>) =>
  table(
    ['QUEUE', 'WORKERS', 'SLOTS', 'ACTIVE', 'RESERVED', 'QUEUED', 'SCHEDULED', 'RETRYING', 'DONE_1H', 'FAILED_1H'],
    items.map(({ lastHour, ...one }) => [
      ...[one.queue, one.workers, one.slots, one.active, one.reserved, one.queued, one.scheduled, one.retrying],
      ...[lastHour.succeeded, lastHour.failed],
    ]),
  );

export const workerTable = (items: ListOf<'workers'>) =>
  table(
    ['ID', 'NAME', 'ACTIVE', 'SLOTS', 'RSS_MIB', 'STARTED', 'QUEUES'],
    items.map(({ queues, ...one }) => [
      ...[one.id, one.name, one.active, Object.values(queues).reduce((sum, slots) => sum + slots, 0)],
      ...[Math.round(one.rssBytes / 1024 / 1024), one.startedAt, Object.keys(queues).join(',')],
    ]),
  );

export const queueTable = (items: readonly QueueStatus[]) =>
  table(
    ['QUEUE', 'STATE', 'QUEUED', 'RUNNING', 'RETRYING', 'SCHEDULED', 'OLDEST'],
    items.map((one) => [one.queue, one.state, one.queued, one.running, one.retrying, one.scheduled, one.oldestAt]),
  );

export const deadLetterTable = (groups: readonly DeadLetterGroup[]) =>
  table(
    ['FINGERPRINT', 'COUNT', 'TYPE', 'CODE', 'LAST', 'SAMPLE'],
    groups.map((one) => [one.fingerprint, one.count, one.type, one.code, one.lastAt, one.sample.jobId]),
  );

export const scheduleTable = (items: readonly Schedule[]) =>
  table(
    ['NAME', 'CRON', 'ENABLED', 'NEXT', 'LAST', 'TYPE'],
    items.map((one) => [one.name, one.cron, one.enabled ? 'yes' : 'no', one.nextRunAt, one.lastRunAt, one.type]),
  );

export const artifactTable = (items: readonly Artifact[]) =>
  table(
    ['ID', 'NAME', 'KIND', 'BYTES', 'LANGUAGE'],
    items.map((one) => [one.id, one.name, one.kind, one.bytes, one.language]),
  );
