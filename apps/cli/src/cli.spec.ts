import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from './run-cli.js';

describe('polyspool', () => {
  let server: Server;
  let url: string;
  let asked: { method?: string; url?: string; key?: string; body?: unknown }[];
  let answer: { status: number; body: unknown };
  /** By the path; else `answer` is answered. */
  let answers: Map<string, unknown>;
  /** Never answers. */
  let isSilent = false;
  beforeAll(async () => {
    server = createServer(async (request: IncomingMessage, response) => {
      const { method, url: path, headers } = request;
      const body = method === 'POST' ? await json(request) : undefined;
      asked.push({ method: method!, url: path!, key: headers.authorization!, body });
      if (isSilent) return;
      const known = answers.get(path!);
      if (known) return void response.end(typeof known === 'string' ? known : JSON.stringify(known));
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close().closeAllConnections());
  beforeEach(() => {
    asked = [];
    answers = new Map();
    isSilent = false;
  });

  let ctrlC: AbortController;
  const run = async (...args: string[]) => {
    ctrlC = new AbortController();
    const said: string[] = [];
    const complained: string[] = [];
    const code = await runCli(args, {
      url,
      key: 'the-key',
      signal: ctrlC.signal,
      stdin: process.stdin,
      terminal: undefined,
      write: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, said: said.join('\n'), complained: complained.join('\n') };
  };
  const task = {
    id: '0193a1b2-0000-7000-8000-00000000000a',
    type: 'video.process',
    queue: 'video',
    status: 'running',
    priority: 'normal',
    userId: '0193a1b2-0000-7000-8000-00000000000b',
    percent: 41.6,
    step: 'chunks',
    attempts: 1,
    worker: 'host:1:a',
    createdAt: '2026-11-22T00:00:00Z',
  };

  const job = {
    ...{ id: task.id, type: 'system.debug', status: 'queued', priority: 'normal', percent: 0, attempts: 0 },
    ...{ seq: 1, run: 1, input: {}, createdAt: task.createdAt },
  };

  it.each(['active', 'scheduled', 'reserved'])('lists what is %s, of a queue by its old name too', async (what) => {
    answer = { status: 200, body: { items: [task] } };

    const { code, said } = await run(what, '--queue', 'celery');

    expect(code).toBe(0);
    expect(said.split('\n').map((line) => line.trimEnd())).toEqual([
      expect.stringMatching(/^ID +TYPE +QUEUE +STATUS +PERCENT +STEP +WORKER +DUE$/),
      `${task.id}  video.process  video  running  42       chunks  host:1:a`,
    ]);
    expect(asked).toMatchObject([{ url: `/v1/admin/tasks/${what}?limit=50&queue=video`, key: 'Bearer the-key' }]);
  });

  it('answers as JSON where it is asked to', async () => {
    answer = { status: 200, body: { items: [task] } };

    const { said } = await run('--json', 'active');

    expect(JSON.parse(said)).toEqual({ items: [task] });
  });

  it('purges only with --yes', async () => {
    answer = { status: 200, body: { matched: 3, cancelled: 0 } };
    const dry = await run('purge', 'file_processing');
    answer = { status: 200, body: { matched: 3, cancelled: 3 } };
    const real = await run('purge', 'file_processing', '--yes');

    expect(dry.said).toBe('3 jobs wait in file-processing. To cancel them: polyspool purge file-processing --yes');
    expect(real.said).toBe('3 jobs cancelled');
    expect(asked).toMatchObject([
      { method: 'POST', url: '/v1/admin/queues/file-processing/purge', body: { dryRun: true } },
      { body: { dryRun: false } },
    ]);
  });

  it('says what the gateway refuses, and fails', async () => {
    answer = { status: 403, body: { code: 'auth.forbidden', title: 'This key may not do that' } };

    expect(await run('stats')).toEqual({
      code: 1,
      said: '',
      complained: expect.stringContaining('(auth.forbidden)') as string,
    });
  });

  it('says that nobody answers', async () => {
    const { code, complained } = await run('--url', 'http://127.0.0.1:1', 'stats');

    expect([code, complained]).toEqual([1, expect.stringContaining('(client.unreachable)')]);
  });

  it('says so where it is led to what is no address', async () => {
    const { code, complained } = await run('--url', 'nowhere', 'stats');

    expect([code, complained]).toEqual([1, expect.stringContaining('nowhere is no address')]);
  });

  it.each([[['purge']], [['activ']], [['active', '--limit', '0']], [['submit', 'system.debug', 'nonsense']]])(
    'explains itself after %j',
    async (args) => {
      const { code, complained } = await run(...args);

      expect(code).toBe(2);
      expect(complained).toMatch(/Usage: polyspool|is not name=value/);
      expect(asked).toEqual([]);
    },
  );

  it('helps, and shows nobody a key', async () => {
    const { code, said } = await run('--help');

    expect(code).toBe(0);
    expect(said).not.toContain('the-key');
    const commands = [
      ...['submit', 'jobs', 'job', 'watch', 'logs', 'cancel', 'retry', 'resume', 'artifacts', 'active', 'waiting'],
      ...['scheduled', 'reserved', 'registered', 'stats', 'workers', 'purge', 'dead-letters', 'schedules', 'events'],
      ...['top', 'doctor', 'completion'],
    ];
    for (const command of commands) expect(said).toContain(`  ${command}`);
  });

  it('asks for a job with what was typed: text, JSON, and what is inside of other', async () => {
    answer = { status: 202, body: job };
    const { code, said } = await run(
      'submit',
      'system.debug',
      'a=b=c',
      'n:=3',
      'in.ner:=[true]',
      '-i',
      '{"x":null}',
      '-p',
      'high',
    );

    expect(code).toBe(0);
    expect(said).toContain(`polyspool watch ${job.id}`);
    expect(asked[0]).toMatchObject({
      ...{ method: 'POST', url: '/v1/jobs' },
      body: { type: 'system.debug', input: { a: 'b=c', n: 3, in: { ner: [true] }, x: null }, priority: 'high' },
    });
  });

  it.each([
    ['succeeded', 0],
    ['failed', 3],
    ['cancelled', 4],
    ['expired', 4],
  ])('ends as the job does: %s is %i', async (status, expected) => {
    const error = status === 'failed' ? { code: 'engine.failed', detail: 'The engine failed' } : undefined;
    answer = {
      status: 200,
      body: { ...job, status, error, job: { ...job, status, error }, children: [], artifacts: [] },
    };

    const { code, said } = await run('watch', job.id);

    expect(code).toBe(expected);
    expect(said).toContain(`${job.id} ${status}${error ? ': The engine failed (engine.failed)' : ''}`);
  });

  it.each([[['stats']], [['doctor']], [['dead-letters']], [['job', 'a']]])(
    'ends at once with Ctrl-C in %j',
    async (args) => {
      isSilent = true;
      const running = run(...args);
      while (!asked.length) await new Promise((wake) => setTimeout(wake, 5));
      ctrlC.abort();

      expect((await running).code).toBe(130);
    },
  );

  it('inspects by the name that Celery has for it, too', async () => {
    answer = { status: 200, body: { items: [task] } };

    expect((await run('inspect', 'active')).said).toContain(task.id);
  });

  it('says which stores are away, in the words of the gateway', async () => {
    answer = { status: 503, body: { code: 'service.unavailable', detail: 'Not ready: redis has failed' } };

    const { code, said } = await run('doctor');

    expect(code).toBe(1);
    expect(said).toContain('not ok  gateway: Not ready: redis has failed (service.unavailable)');
  });

  it('follows a log from its last page on, and tells each line once', async () => {
    const entry = (seq: number) => ({ seq, at: task.createdAt, lines: [`line ${seq}`] });
    const pages = `/v1/jobs/${job.id}/logs?`;
    answers.set(`${pages}limit=200`, { items: [entry(1), entry(2)], nextCursor: 'two' });
    answers.set(`${pages}cursor=two&limit=200`, { items: [entry(3)] });
    const ended = { ...job, status: 'succeeded' };
    answer = { status: 200, body: { ...ended, job: ended, children: [], artifacts: [] } };

    const { said } = await run('logs', job.id, '--follow');

    expect(said.match(/line \d/g)).toEqual(['line 1', 'line 2', 'line 3']);
    expect(asked.filter(({ url: path }) => path === `${pages}limit=200`)).toHaveLength(1);
  });

  it('keeps each file in the folder that was named, and none instead of another', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'polyspool-cli-'));
    const file = (id: string, name: string) => ({ id, name, jobId: job.id, kind: 'text', bytes: 1 });
    const items = [file('1', 'a.txt'), file('2', '../a.txt'), file('3', '...'), file('4', 'c:\\.b\u001b')];
    answers.set(`/v1/jobs/${job.id}/artifacts?tree=false`, { items });
    for (const { id } of items) answers.set(`/v1/artifacts/${id}/content`, id);

    expect((await run('artifacts', job.id, '-o', folder)).code).toBe(0);

    expect((await readdir(folder)).toSorted()).toEqual(['3', 'a-2.txt', 'a.txt', 'b']);
    expect(await readFile(join(folder, 'a-2.txt'), 'utf8')).toBe('2');
    await rm(folder, { recursive: true });
  });
});
