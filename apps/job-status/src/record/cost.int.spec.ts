// @ts-nocheck
import { openTestRecords } from '@polyspool/database/testing-records';
import { bullIdOf } from '@polyspool/jobs/job-ids';
import type { QueueState } from '@polyspool/jobs/queue-state';
import type { Logger } from '@polyspool/service/logger';
import { testStores } from '@polyspool/service/testing/env';
import { randomUUID } from 'node:crypto';
import { EventRecorder } from './event-recorder.js';
import { EventLog as OldLog } from './old/event-log.js';
import { EventRecorder as OldRecorder } from './old/event-recorder.js';

it('costs', async () => {
  const records = await openTestRecords(testStores().TEST_DATABASE_URL);
  if (process.env.NOFK) await records.database.execute('ALTER TABLE attempts DROP CONSTRAINT attempts_job_fk');
  const userId = await records.addUser();
  const state = { jobs: async () => [] } as unknown as QueueState;
  const quiet = { info: () => undefined, error: () => undefined } as unknown as Logger;
  const spent = [new Map(), new Map()];
  const timed = (which) => ({ transaction: (work) => records.database.transaction((tx) => { const t = (f) => async (sql, values) => { const at = performance.now(); try { return await f(sql, values); } finally { const k = sql.trim().slice(0, 40).replace(/\s+/g, ' '); spent[which].set(k, (spent[which].get(k) ?? 0) + performance.now() - at); } }; return work({ query: t(tx.query), execute: t(tx.execute) }); }) });
  const both = [OldRecorder, EventRecorder].map((Recorder, which) => new Recorder(process.env.TIMED ? timed(which) : records.database, which ? records.events : new OldLog(records.database), records.notices, state, quiet));
  const allTimes = [[], []], allProgress = [[], []];
  for (let round = 0; round < 160; round += 1) {
    const recorder = both[round % 2], times = allTimes[round % 2], progressTimes = allProgress[round % 2];
    const rows = await records.database.query<{ id: string }>(
      `INSERT INTO jobs (id, user_id, type, queue, input, seq, dispatched_at) SELECT gen_random_uuid(), $1, 'video.process', 'video', '{}', 1, now() FROM generate_series(1, 125) RETURNING id`,
      [userId],
    );
    const ids = rows.map((r) => bullIdOf(r.id, 1));
    const executions = ids.map(() => randomUUID());
    const usage = { peakRssBytes: 1000000, cpuSeconds: 1.25 };
    const message = (i: number, percent: number, start = 1) => JSON.stringify({ dispatch: 1, start, execution: executions[i], attempt: 1, percent, step: 'chunks', worker: 'host:123:abcdef01', usage });
    const events = [
      ...ids.map((jobId) => ({ event: 'waiting', jobId })),
      ...ids.map((jobId) => ({ event: 'active', jobId, prev: 'waiting' })),
      ...ids.map((jobId, i) => ({ event: 'progress', jobId, data: message(i, 0) })),
      ...ids.map((jobId, i) => ({ event: 'completed', jobId, returnvalue: JSON.stringify({ start: 1, execution: executions[i], output: { done: true, n: i }, artifacts: [], usage }) })),
    ];
    const at = process.hrtime.bigint();
    await recorder.inTransaction((_tx, record) => record('video', events));
    times.push(Number(process.hrtime.bigint() - at) / 1e6);
    const more = await records.database.query<{ id: string }>(
      `INSERT INTO jobs (id, user_id, type, queue, input, seq, dispatched_at, status, started_at, start) SELECT gen_random_uuid(), $1, 'video.process', 'video', '{}', 1, now(), 'running', now(), 1 FROM generate_series(1, 125) RETURNING id`,
      [userId],
    );
    const moreIds = more.map((r) => bullIdOf(r.id, 1));
    const progress = [10, 20, 30, 40].flatMap((percent) => moreIds.map((jobId, i) => ({ event: 'progress', jobId, data: message(i, percent) })));
    const from = process.hrtime.bigint();
    await recorder.inTransaction((_tx, record) => record('video', progress));
    progressTimes.push(Number(process.hrtime.bigint() - from) / 1e6);
  }
  const quantile = (of: number[], q: number) => of.slice(10).sort((a, b) => a - b)[Math.floor((of.length - 10) * q)]!.toFixed(1);
  for (const [name, times, progressTimes] of [['old', allTimes[0], allProgress[0]], ['new', allTimes[1], allProgress[1]]]) process.stderr.write(name + `COST life p25 ${quantile(times, 0.25)} p50 ${quantile(times, 0.5)} min ${quantile(times, 0)} ms; progress p25 ${quantile(progressTimes, 0.25)} p50 ${quantile(progressTimes, 0.5)} min ${quantile(progressTimes, 0)} ms\n`);
  if (process.env.TIMED) process.stderr.write('COST ' + JSON.stringify(spent.map((m) => [...m].map(([k, v]) => k + ' ' + (v / 160).toFixed(2))), null, 1) + '\n');
  await records.close();
}, 120_000);
