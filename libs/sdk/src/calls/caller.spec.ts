import { Polyspool, PolyspoolError } from '../polyspool.js';
import { cutOff, json, lost, problem, ScriptedServer, silent } from '../testing/scripted-server.js';

describe('a call', () => {
  let server: ScriptedServer;
  let client: Polyspool;
  beforeAll(async () => {
    server = await ScriptedServer.start();
    client = new Polyspool({ url: `${server.url}/`, key: 'the key', timeoutMs: 2_000 });
  });
  afterAll(() => server.stop());

  const me = { id: '1', name: 'Anna', role: 'user' };
  const job = { id: 'j1', type: 'system.debug', status: 'queued' };

  it.each([
    ['a server that breaks', [problem(500, 'internal'), json(502, 'Bad gateway')]],
    ['a server that is not ready', [problem(503, 'service.unavailable', { 'retry-after': '0' })]],
    ['an answer that breaks off', [cutOff, cutOff]],
    ['an answer that is lost', [lost]],
  ])('survives %s', async (_what, faults) => {
    server.play(...faults, json(200, me));

    expect(await client.me.get()).toEqual(me);
    expect(server.asked).toHaveLength(faults.length + 1);
    expect(server.asked[0]!.headers.authorization).toBe('Bearer the key');
  });

  it('that creates something is sent again under the same key when its answer is lost, so that there is one job', async () => {
    const jobs = new Map<string, object>();
    const accept: typeof lost = (answer, { headers }) => {
      const key = headers['idempotency-key'] as string;
      if (!jobs.has(key)) jobs.set(key, { ...job, id: `j${jobs.size + 1}` });
      json(202, jobs.get(key))(answer, undefined as never);
    };
    server.play(
      (_answer, asked) => (accept({ writeHead: () => ({ end: () => _answer.destroy() }) } as never, asked), undefined),
      accept,
    );

    const { id } = await client.jobs.submit('system.debug', { waitMs: 5 });

    expect([id, jobs.size, server.asked.length]).toEqual(['j1', 1, 2]);
    expect(JSON.parse(server.asked[1]!.body.toString())).toEqual({ type: 'system.debug', input: { waitMs: 5 } });
    expect((await client.jobs.submit('system.debug', {})).id).toBe('j2');
  });

  it('waits as long as the server asks, and not at all where it says that it is too much', async () => {
    server.play(problem(429, 'rate.limited', { 'retry-after': '1' }), json(200, me));
    const startedAt = Date.now();
    await client.me.get();
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(990);

    for (const refusal of [problem(429, 'quota.jobs'), problem(429, 'rate.limited', { 'retry-after': '3600' })]) {
      server.play(refusal);
      const error = await client.jobs.submit('system.debug', {}).catch((one: PolyspoolError) => one);
      expect(error).toMatchObject({ status: 429, traceId: 'a1' });
      expect(server.asked).toHaveLength(1);
    }
  });

  it('that is not safe to repeat is sent once, unless it was turned away', async () => {
    server.play(lost, json(202, job));
    const erased = client.me.erase({ confirm: 'Anna' });
    await expect(erased).rejects.toMatchObject({ code: 'client.unreachable', status: 0 });
    expect(server.asked).toHaveLength(1);
    server.play(lost, json(202, job));
    await expect(client.webhooks.create({ url: 'https://example.org' })).rejects.toMatchObject({ status: 0 });
    expect(server.asked).toHaveLength(1);

    server.play(problem(503, 'service.unavailable', { 'retry-after': '0' }), json(202, job));
    expect((await client.jobs.handle('j1').retry()).status).toBe('queued');
  });

  it('to cancel has worked, also when its answer was lost', async () => {
    server.play(lost, problem(409, 'job.alreadyFinished'), json(200, { ...job, status: 'cancelled' }));
    expect((await client.jobs.handle('j1').cancel()).status).toBe('cancelled');

    server.play(problem(409, 'job.alreadyFinished'), json(200, { ...job, status: 'succeeded' }));
    await expect(client.jobs.handle('j1').cancel()).rejects.toMatchObject({ code: 'job.alreadyFinished', status: 409 });
  });

  it('tells what the server has told: code, status, detail, where the input is at fault', async () => {
    const errors = [{ pointer: '/input/language', detail: 'Not a language' }];
    server.play(json(400, { title: 'Bad', status: 400, detail: 'Wrong', code: 'input.invalid', errors }));

    const error = await client.jobs.submit('video.process', { uploadId: 'u1' }).catch((one: unknown) => one);

    expect(error).toBeInstanceOf(PolyspoolError);
    expect(error).toMatchObject({
      code: 'input.invalid',
      status: 400,
      detail: 'Wrong',
      message: 'Wrong',
      faults: errors,
    });
    server.play((answer) => answer.writeHead(200).end('<html>'));
    await expect(client.me.get()).rejects.toMatchObject({ code: 'client.unexpectedAnswer' });
    expect(server.asked).toHaveLength(1);
  });

  it('ends in time, and at once when its caller gives up', async () => {
    server.play(silent);
    const late = client.request('POST', '/v1/x', { timeoutMs: 50 });
    await expect(late).rejects.toMatchObject({ code: 'client.timedOut' });

    const giveUp = new AbortController();
    const call = client.me.get({ signal: giveUp.signal });
    giveUp.abort(new Error('enough'));
    await expect(call).rejects.toThrow('enough');
  });

  it('asks for the key each time where a function gives it, and joins lists into the address', async () => {
    let asked = 0;
    const fresh = new Polyspool({ url: server.url, key: async () => `token ${(asked += 1)}` });
    server.play(json(200, { items: [{ id: 'a' }], nextCursor: 'c2' }), json(200, { items: [{ id: 'b' }] }));

    const ids = [];
    for await (const { id } of fresh.jobs.all({ status: 'failed', limit: 1 })) ids.push(id);

    expect(ids).toEqual(['a', 'b']);
    expect(server.asked.map(({ path }) => path)).toEqual([
      '/v1/jobs?status=failed&limit=1',
      '/v1/jobs?status=failed&limit=1&cursor=c2',
    ]);
    expect(server.asked[1]!.headers.authorization).toBe('Bearer token 2');
  });

  it('of what has not changed brings nothing again', async () => {
    server.play(json(200, job, { etag: '"1.1"' }), (answer) => answer.writeHead(304).end());
    const handle = await client.jobs.get('j1');

    expect(await handle.refresh()).toEqual(job);
    expect(server.asked[1]!.headers['if-none-match']).toBe('"1.1"');
  });

  it('that cannot be written is not tried again: nothing is sent', async () => {
    server.play(json(200, me));
    const itself: Record<string, unknown> = {};
    itself['self'] = itself;

    for (const call of [{ body: itself }, { headers: { 'idempotency-key': 'a\nb' } }, { headers: { key: '€' } }]) {
      await expect(client.request('POST', '/v1/jobs', { ...call, repeatable: true })).rejects.toMatchObject({
        code: 'client.badRequest',
      });
    }
    expect(server.asked).toEqual([]);
  });
});
