import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { takeEvent } from './follow-events.js';
import { runCli } from './run-cli.js';

describe('polyspool', () => {
  let server: Server;
  let url: string;
  let asked: { method?: string; url?: string; key?: string; body?: unknown }[];
  let answer: { status: number; body: unknown };
  beforeAll(async () => {
    server = createServer(async (request: IncomingMessage, response) => {
      const { method, url: path, headers } = request;
      const body = method === 'POST' ? await json(request) : undefined;
      asked.push({ method: method!, url: path!, key: headers.authorization!, body });
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer.body));
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());
  beforeEach(() => {
    asked = [];
  });

  const run = async (...args: string[]) => {
    const said: string[] = [];
    const complained: string[] = [];
    const code = await runCli(args, {
      url,
      key: 'the-key',
      signal: new AbortController().signal,
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
      complained: 'This key may not do that (auth.forbidden)',
    });
  });

  it('says that nobody answers', async () => {
    const { code, complained } = await run('--url', 'http://127.0.0.1:1', 'stats');

    expect([code, complained]).toEqual([1, expect.stringMatching(/^Nobody answers at http:\/\/127\.0\.0\.1:1/)]);
  });

  it.each([
    ['what is no address', ['--url', 'nowhere', 'stats'], 'nowhere is no address'],
    ['what speaks otherwise', ['stats'], 'The gateway answers what this program does not know'],
  ])('says so where it is led to %s', async (_what, args, words) => {
    answer = { status: 200, body: { items: 'none' } };

    const { code, complained } = await run(...args);

    expect([code, complained]).toEqual([1, expect.stringContaining(words)]);
  });

  it.each([[['purge']], [['activ']], [['active', '--limit', '0']]])('explains itself after %j', async (args) => {
    const { code, complained } = await run(...args);

    expect(code).toBe(2);
    expect(complained).toContain('Usage: polyspool');
    expect(asked).toEqual([]);
  });

  it('helps', async () => {
    const { code, said } = await run('--help');

    expect(code).toBe(0);
    expect(said).not.toContain('the-key');
    for (const command of ['active', 'scheduled', 'reserved', 'registered', 'stats', 'purge', 'events']) {
      expect(said).toContain(`  ${command}`);
    }
  });

  it('passes over events that it does not know, and says so', () => {
    const event = { jobId: task.id, seq: 2, run: 1, type: 'progress', at: task.createdAt, change: { percent: 5 } };
    const newer = { ...event, change: { status: 'transmuted' } };
    const [told, complained]: [unknown[], string[]] = [[], []];
    const listener = { tell: (known: unknown) => told.push(known), complain: (line: string) => complained.push(line) };

    for (const message of [newer, event, null]) takeEvent(message, listener);

    expect(told).toEqual([event]);
    expect(complained).toEqual([expect.stringContaining('transmuted'), expect.stringContaining('null')]);
  });
});
