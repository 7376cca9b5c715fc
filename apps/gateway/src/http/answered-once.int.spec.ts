import { jsonOf, keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

describe('a request with an Idempotency-Key that makes no job', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await openGateway();
  });
  afterAll(() => gateway.close());
  beforeEach(() => gateway.database.execute('TRUNCATE idempotent_answers, projects CASCADE'));

  interface Answer {
    readonly status: number;
    readonly replayed: boolean;
    readonly location: string | null;
    readonly body: { id: string; secret?: string; code?: string };
  }
  const post = async (path: string, body: object, key = 'a', by = keys.anna): Promise<Answer> => {
    const headers = { 'content-type': 'application/json', 'idempotency-key': key };
    const answer = await gateway.ask('POST', path, by, { headers, body: JSON.stringify(body) });
    return {
      status: answer.status,
      replayed: answer.headers.get('idempotent-replayed') === 'true',
      location: answer.headers.get('location'),
      body: await jsonOf(answer),
    };
  };
  const projects = async () => (await gateway.database.query('SELECT FROM projects')).length;

  it('is carried out once, and answered as it was the first time', async () => {
    const first = await post('/v1/projects', { name: 'Film' });
    const again = await post('/v1/projects', { name: 'Film' });

    expect(first).toMatchObject({ status: 201, replayed: false, location: `/v1/projects/${first.body.id}` });
    expect(again).toEqual({ ...first, replayed: true });
    expect((await post('/v1/projects', { name: 'Film' }, 'b')).body.id).not.toBe(first.body.id);
    expect((await post('/v1/projects', { name: 'Film' }, 'a', keys.ben)).replayed).toBe(false);
    expect(await projects()).toBe(3);
  });

  it('is carried out once of many that come together: the others are to ask again', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/v1/projects', { name: 'Film' })));

    expect(await projects()).toBe(1);
    const others = answers.filter(({ status }) => status !== 201);
    expect(others.every(({ status, body }) => status === 409 && body.code === 'idempotency.underway')).toBe(true);
    expect((await post('/v1/projects', { name: 'Film' })).status).toBe(201);
  });

  it('is refused with another body or address', async () => {
    await post('/v1/projects', { name: 'Film' });

    const mismatch = { status: 422, body: { code: 'idempotency.mismatch' } };
    expect(await post('/v1/projects', { name: 'Other' })).toMatchObject(mismatch);
    expect(await post('/v1/glossaries', { name: 'Film' })).toMatchObject(mismatch);
    expect(await projects()).toBe(1);
  });

  it('may be sent again when it was refused', async () => {
    const music = { name: 'Film', settings: { musicUploadId: '0193a1b2-0000-7000-8000-00000000000a' } };
    expect(await post('/v1/projects', music)).toMatchObject({ status: 404, body: { code: 'upload.unknown' } });

    expect(await post('/v1/projects', { name: 'Film' })).toMatchObject({ status: 201, replayed: false });
  });

  it('is carried out by the next one when who began it has died', async () => {
    await post('/v1/projects', { name: 'Film' });
    await gateway.database.execute(
      `UPDATE idempotent_answers SET status = NULL, created_at = now() - interval '3 minutes'`,
    );

    expect(await post('/v1/projects', { name: 'Film' })).toMatchObject({ status: 201, replayed: false });
  });

  it('is not shown again what is shown once', async () => {
    const asked = { url: 'http://127.0.0.1:9/hook' };
    const first = await post('/v1/webhooks', asked);
    const again = await post('/v1/webhooks', asked);

    expect(first.body.secret).toEqual(expect.any(String));
    const { secret, ...shown } = first.body;
    expect(again).toMatchObject({ status: 201, replayed: true, body: shown });
    const kept = await gateway.database.query<{ body: object }>('SELECT body FROM idempotent_answers');
    expect(JSON.stringify(kept)).not.toContain(secret);
  });
});
