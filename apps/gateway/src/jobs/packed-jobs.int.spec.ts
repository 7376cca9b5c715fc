import type { Job, JobResult, Problem } from '@polyspool/contracts/job-status';
import { systemJobs } from '@polyspool/contracts/system';
import { EventLog } from '@polyspool/database/event-log';
import { packOutput } from '@polyspool/jobs/packing/packed-output';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

const note = 'nobody may read this '.repeat(500);

describe('jobs with sensitive and large fields', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());

  const ask = async <Shape>(method: string, path: string, key = keys.operator, body?: object) => {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await gateway.ask(method, path, key, init);
    return [answer.status, await jsonOf<Shape>(answer)] as const;
  };
  const submit = async (input: object = { note }) => {
    const [status, job] = await ask<Job>('POST', '/v1/jobs', keys.operator, { type: 'system.debug', input });
    expect(status).toBe(202);
    return job;
  };
  const codeOf = async (path: string, key?: string) => {
    const [status, { code }] = await ask<Problem>('GET', path, key);
    return [status, code];
  };
  /** As job-status would. */
  const end = (id: string, status: string, columns = '', output: unknown = null) =>
    gateway.database.query(`UPDATE jobs SET status = $2, finished_at = now(), output = $3 ${columns} WHERE id = $1`, [
      id,
      status,
      output,
    ]);
  const succeed = async (id: string, columns?: string) => {
    const output = { status: 'success', message: 'Done', note };
    return end(id, 'succeeded', columns, await packOutput(systemJobs.debug, id, output, gateway.app.get(PackingParts)));
  };
  const inputFiles = async () =>
    (await readdir(join(gateway.folder, 'storage'), { recursive: true })).filter((path) => path.endsWith('.json'));

  it('rest encrypted, and show only that there is something', async () => {
    const job = await submit();

    const [row] = await gateway.database.query<{ input: object }>('SELECT input FROM jobs WHERE id = $1', [job.id]);
    expect(JSON.stringify(row!.input)).not.toMatch(/may read/);
    const path = (await inputFiles()).find((name) => name.startsWith(`jobs/${job.id}/input/note.`));
    expect(path).toBeDefined();
    const [, list] = await ask<{ items: Job[] }>('GET', '/v1/jobs?limit=1');
    for (const seen of [job, list.items[0]!]) expect(seen.input).toMatchObject({ note: '[sealed]', waitMs: 0 });
  });

  it('open their result for their owner, and for nobody else', async () => {
    const { id } = await submit();
    expect(await codeOf(`/v1/jobs/${id}/result`)).toEqual([409, 'job.notFinished']);
    await succeed(id);

    const [status, result] = await ask<JobResult>('GET', `/v1/jobs/${id}/result`);
    const [, seen] = await ask<JobResult>('GET', `/v1/jobs/${id}/result`, keys.admin);
    const [, job] = await ask<Job>('GET', `/v1/jobs/${id}`);

    expect([status, result.output]).toEqual([200, { status: 'success', message: 'Done', note }]);
    expect(seen.output).toEqual({ status: 'success', message: 'Done', note: '[sealed]' });
    expect(job.output).toEqual(seen.output);
    expect(await codeOf(`/v1/jobs/${id}/result`, keys.anna)).toEqual([404, 'job.unknown']);
  });

  it('tell events without what is sensitive', async () => {
    const { id } = await submit();
    const log = gateway.app.get(EventLog);
    const output = await packOutput(systemJobs.debug, id, { note }, gateway.app.get(PackingParts));
    const [row] = await gateway.database.query<{ input: Record<string, unknown> }>(
      'SELECT input FROM jobs WHERE id = $1',
      [id],
    );
    const change = { output, input: row!.input };
    await gateway.database.transaction((tx) =>
      log.append(tx, [{ jobId: id, seq: 2, run: 1, type: 'succeeded', change }]),
    );

    const events = await log.after(new Map([[id, 1]]));

    expect(events[0]?.event.change).toMatchObject({ output: { note: '[sealed]' }, input: { note: '[sealed]' } });
  });

  it('have no result once its time is over, or without success', async () => {
    const [kept, swept, failed] = [await submit(), await submit(), await submit()];
    await succeed(kept.id, `, result_expires_at = now()`);
    await end(swept.id, 'succeeded');
    await end(failed.id, 'failed');

    expect(await codeOf(`/v1/jobs/${kept.id}/result`)).toEqual([410, 'result.expired']);
    expect(await codeOf(`/v1/jobs/${swept.id}/result`)).toEqual([410, 'result.expired']);
    expect(await codeOf(`/v1/jobs/${failed.id}/result`)).toEqual([409, 'job.noResult']);
  });

  it('leave no file when they are refused', async () => {
    const before = await inputFiles();
    await gateway.database.query(`INSERT INTO queue_controls (queue, state) VALUES ('system', 'draining')`);

    const body = { type: 'system.debug', input: { note } };
    const [status, { code }] = await ask<Problem>('POST', '/v1/jobs', keys.operator, body);

    await gateway.database.query('DELETE FROM queue_controls');
    expect([status, code]).toEqual([503, 'queue.draining']);
    expect(await inputFiles()).toEqual(before);
  });

  it('are for operators where their kind says so: others may not ask for it, nor do they find it', async () => {
    const body = { type: 'system.debug', input: {} };
    const kinds = async (key: string) => {
      const [, { items }] = await ask<{ items: { type: string }[] }>('GET', '/v1/catalogue', key);
      return items.map(({ type }) => type);
    };

    expect((await ask<Problem>('POST', '/v1/jobs', keys.anna, body))[1].code).toBe('auth.forbidden');
    expect(await kinds(keys.anna)).not.toContain('system.debug');
    expect(await kinds(keys.operator)).toContain('system.debug');
  });

  it('may have limits of their own', async () => {
    const post = <Answer>(limits: object) =>
      ask<Answer>('POST', '/v1/jobs', keys.operator, { type: 'system.debug', input: {}, limits });

    const [status, job] = await post<Job>({ softSeconds: 5 });
    const [refused, problem] = await post<Problem>({ hardSeconds: 3600 });

    expect([status, job.limits]).toEqual([202, { softSeconds: 5, hardSeconds: 30 }]);
    expect([refused, problem.code, problem.errors]).toEqual([
      422,
      'job.limitAboveCap',
      [{ pointer: '/limits/hardSeconds', detail: 'at most 30' }],
    ]);
  });
});

describe('a gateway without keys', () => {
  it('refuses what it could not encrypt', async () => {
    const gateway = await openGateway({ ENCRYPTION_KEYS: undefined });
    const post = (input: object) =>
      gateway.ask('POST', '/v1/jobs', keys.operator, {
        body: JSON.stringify({ type: 'system.debug', input }),
        headers: { 'content-type': 'application/json' },
      });

    const [sensitive, harmless] = [await post({ note: 'short' }), await post({})];

    await gateway.close();
    expect([sensitive.status, (await jsonOf<Problem>(sensitive)).code]).toEqual([503, 'service.unavailable']);
    expect(harmless.status).toBe(202);
  });
});
