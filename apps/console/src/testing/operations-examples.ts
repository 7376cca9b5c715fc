import type { Alert, DeadLetterGroup } from '@polyspool/contracts/dead-letters';
import type { EngineList, WorkerList } from '@polyspool/contracts/fleet';
import type { QueueStatus } from '@polyspool/contracts/queue-status';
import type { Schedule } from '@polyspool/contracts/schedules';
import { ids } from './examples.js';

const at = '2026-01-02T03:04:05.000Z';

export const aQueue = (over: Partial<QueueStatus> = {}): QueueStatus => ({
  queue: 'video',
  state: 'open',
  queued: 0,
  running: 0,
  retrying: 0,
  scheduled: 0,
  ...over,
});

export const anEngine = (over: Partial<EngineList['items'][number]> = {}): EngineList['items'][number] => ({
  name: 'transcriber',
  state: 'closed',
  since: at,
  ...over,
});

export const aWorker = (over: Partial<WorkerList['items'][number]> = {}): WorkerList['items'][number] => ({
  id: 'host:4711:0a1b2c3d',
  name: 'video-worker',
  queues: { video: 4, 'video-short': 2 },
  active: 3,
  rssBytes: 182_000_000,
  startedAt: at,
  seenAt: at,
  ...over,
});

export const aLetterGroup = (over: Partial<DeadLetterGroup> = {}): DeadLetterGroup => ({
  fingerprint: 'f1',
  type: 'video.process',
  code: 'engine.failed',
  count: 12,
  firstAt: at,
  lastAt: at,
  sample: { jobId: ids.job, detail: 'pocketsphinx ended with 1' },
  ...over,
});

export const anAlert = (over: Partial<Alert> = {}): Alert => ({
  id: ids.child(50),
  kind: 'deadLetter',
  subject: 'f1',
  message: 'video.process failed: engine.failed: pocketsphinx ended with 1',
  count: 12,
  firstAt: at,
  lastAt: at,
  ...over,
});

export const aSchedule = (over: Partial<Schedule> = {}): Schedule => ({
  name: 'health-check',
  type: 'system.healthCheck',
  input: {},
  cron: '*/30 * * * * *',
  enabled: true,
  ...over,
});
