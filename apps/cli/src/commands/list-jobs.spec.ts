import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runCli } from '../run-cli.js';

const job = {
  ...{ type: 'system.debug', status: 'queued', priority: 'normal', percent: 0, attempts: 0, seq: 1, run: 1 },
  ...{ input: {}, createdAt: '2026-11-22T00:00:00Z' },
};
const pages: Readonly<Record<string, object>> = {
  '/v1/jobs?limit=1': { items: [{ ...job, id: 'first' }], nextCursor: 'two' },
  '/v1/jobs?cursor=two&limit=1': { items: [{ ...job, id: 'second' }] },
  '/v1/jobs?status=failed&limit=200': { items: [{ ...job, id: 'first' }], nextCursor: 'two' },
  '/v1/jobs?status=failed&cursor=two&limit=200': { items: [{ ...job, id: 'second' }] },
};

describe('polyspool jobs', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer(({ url }, response) => void response.end(JSON.stringify(pages[url!])));
    await once(server.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => void server.close().closeAllConnections());

  const run = async (...args: string[]) => {
    const [said, complained]: [string[], string[]] = [[], []];
    const code = await runCli(args, {
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      key: 'the-key',
      signal: new AbortController().signal,
      stdin: process.stdin,
      terminal: undefined,
      write: (line) => said.push(line),
      complain: (line) => complained.push(line),
    });
    return { code, said: said.join('\n'), complained: complained.join('\n') };
  };

  it('lists page after page, and says beside the table where the next one begins', async () => {
    const first = await run('jobs', '-n', '1');
    const second = await run('jobs', '-n', '1', '--cursor', 'two');
    const json = await run('--json', 'jobs', '-n', '1');

    expect([first.said, first.complained]).toEqual([expect.stringContaining('first'), 'More: --cursor two']);
    expect([second.said, second.complained]).toEqual([expect.stringContaining('second'), '']);
    expect([JSON.parse(json.said), json.complained]).toMatchObject([{ nextCursor: 'two' }, '']);
  });

  it('lists all of them, and takes no limit with that', async () => {
    const { said } = await run('--json', 'jobs', '--status', 'failed', '--all');

    expect(JSON.parse(said)).toMatchObject({ items: [{ id: 'first' }, { id: 'second' }] });
    expect((await run('jobs', '--all', '--limit', '5')).code).toBe(2);
  });
});
