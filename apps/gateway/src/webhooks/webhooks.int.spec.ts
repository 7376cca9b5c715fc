import type { Job, Problem } from '@polyspool/contracts/job-status';
import {
  Webhook,
  WebhookDelivery,
  type WebhookDeliveryPage,
  type WebhookPage,
  WebhookWithSecret,
} from '@polyspool/contracts/webhooks';
import { v7 } from 'uuid';
import { jsonClient } from '../testing/finished-video.js';
import { keys, openGateway, type TestGateway } from '../testing/open-gateway.js';

let gateway: TestGateway;
let send: ReturnType<typeof jsonClient>;
beforeAll(async () => {
  gateway = await openGateway();
  send = jsonClient(gateway);
});
afterAll(() => gateway.close());
beforeEach(() => gateway.database.execute('DELETE FROM webhooks'));

const url = 'https://hooks.example.com/polyspool?of=anna';
const add = async (more: object = {}, key?: string) =>
  (await send<WebhookWithSecret>('POST', '/v1/webhooks', { url, ...more }, key)).body;
const problemOf = ({ status, body }: { status: number; body: Problem }) => [
  status,
  body.code,
  body.errors?.[0]?.pointer,
];

describe('webhooks', () => {
  it('are made with a secret that is shown once, read, changed and removed', async () => {
    const made = await send<WebhookWithSecret>('POST', '/v1/webhooks', { url, description: ' Mine ' });
    const path = `/v1/webhooks/${made.body.id}`;
    const { secret, ...webhook } = WebhookWithSecret.strict().parse(made.body);

    expect([made.status, made.headers.get('location'), made.headers.get('cache-control')]).toEqual([
      201,
      path,
      'no-store',
    ]);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(webhook).toMatchObject({ url, description: 'Mine', enabled: true });
    expect(webhook.events).toEqual(['job.succeeded', 'job.failed', 'job.cancelled', 'job.expired']);
    expect(Webhook.strict().parse((await send('GET', path)).body)).toEqual(webhook);
    const changed = { enabled: false, events: ['job.failed'] };
    expect((await send('PATCH', path, changed)).body).toEqual({ ...webhook, ...changed });
    expect((await send<WebhookPage>('GET', '/v1/webhooks')).body.items).toMatchObject([{ id: webhook.id, ...changed }]);
    expect((await send('DELETE', path)).status).toBe(204);
    expect(problemOf(await send<Problem>('GET', path))).toEqual([404, 'webhook.unknown', undefined]);
    expect(JSON.stringify(gateway.lines)).not.toContain(secret);
  });

  it('rest with their secret encrypted', async () => {
    const { secret } = await add();

    const [row] = await gateway.database.query<{ secret: string }>('SELECT secret FROM webhooks');

    expect(row!.secret).toMatch(/^v1\.test\./);
    expect(row!.secret).not.toContain(secret.slice(6, 20));
  });

  it('get another secret, and the one before it goes on for a day', async () => {
    const { id, secret } = await add();

    const rotated = await send<WebhookWithSecret>('POST', `/v1/webhooks/${id}/rotate`);

    expect([rotated.status, rotated.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(rotated.body.secret).not.toBe(secret);
    expect(Date.parse(rotated.body.oldSecretUntil!) - Date.now()).toBeGreaterThan(23 * 3_600_000);
  });

  it.each([
    ['no address', {}, 400, 'input.invalid'],
    ['another scheme', { url: 'file:///etc/passwd' }, 400, 'input.invalid'],
    ['a private address', { url: 'http://10.0.0.1/' }, 422, 'webhook.urlRefused'],
    ['a private address as a number', { url: 'http://167772161/' }, 422, 'webhook.urlRefused'],
    ['metadata of clouds', { url: 'http://[::ffff:169.254.169.254]/' }, 422, 'webhook.urlRefused'],
    ['credentials', { url: 'https://anna:secret@example.com/' }, 422, 'webhook.urlRefused'],
  ])('are refused with %s', async (_fault, body, status, code) => {
    const { id } = await add();

    expect(problemOf(await send<Problem>('POST', '/v1/webhooks', body))).toEqual([status, code, '/url']);
    if (!('url' in body)) return;
    expect(problemOf(await send<Problem>('PATCH', `/v1/webhooks/${id}`, body))).toEqual([status, code, '/url']);
  });

  it.each([
    ['an event that there is not', { url, events: ['job.started'] }, '/events/0'],
    ['no event', { url, events: [] }, '/events'],
    ['tests as an event', { url, events: ['webhook.test'] }, '/events/0'],
  ])('are refused with %s', async (_fault, body, pointer) => {
    expect(problemOf(await send<Problem>('POST', '/v1/webhooks', body))).toEqual([400, 'input.invalid', pointer]);
  });

  it('are twenty of one person', async () => {
    for (let i = 0; i < 20; i++) expect(await add()).toHaveProperty('id');

    expect(problemOf(await send<Problem>('POST', '/v1/webhooks', { url }))).toEqual([429, 'quota.webhooks', undefined]);
    const { items, nextCursor } = (await send<WebhookPage>('GET', '/v1/webhooks?limit=15')).body;
    const rest = (await send<WebhookPage>('GET', `/v1/webhooks?cursor=${nextCursor}`)).body;
    expect([items.length, rest.items.length]).toEqual([15, 5]);
  });

  it('are seen by nobody else', async () => {
    const { id } = await add();
    const path = `/v1/webhooks/${id}`;
    const asked = [
      ['GET', path],
      ['PATCH', path, { enabled: false }],
      ['DELETE', path],
      ['POST', `${path}/rotate`],
      ['POST', `${path}/test`],
      ['GET', `${path}/deliveries`],
      ['POST', `${path}/deliveries/${v7()}/resend`],
    ] as const;

    for (const key of [keys.ben, keys.admin]) {
      for (const [method, to, body] of asked) {
        const answer = await send<Problem>(method, to, body, key);
        expect([method, to, ...problemOf(answer)]).toEqual([method, to, 404, 'webhook.unknown', undefined]);
      }
    }
  });
});

describe('deliveries', () => {
  it('of a test event are made, listed and sent again', async () => {
    const { id } = await add();
    const path = `/v1/webhooks/${id}`;

    const made = await send<WebhookDelivery>('POST', `${path}/test`);
    await gateway.database.execute(`UPDATE webhook_deliveries SET status = 'delivered', next_attempt_at = NULL`);
    const delivered = (await send<WebhookDeliveryPage>('GET', `${path}/deliveries?status=delivered`)).body;
    const again = await send<WebhookDelivery>('POST', `${path}/deliveries/${made.body.id}/resend`);

    expect([made.status, again.status]).toEqual([202, 202]);
    expect(WebhookDelivery.strict().parse(made.body)).toMatchObject({ event: 'webhook.test', status: 'pending' });
    expect(delivered.items).toMatchObject([{ id: made.body.id, webhookId: id, status: 'delivered' }]);
    expect(again.body).toMatchObject({ id: made.body.id, status: 'pending' });
    expect((await send<WebhookDeliveryPage>('GET', `${path}/deliveries?status=failed`)).body.items).toEqual([]);
    expect(problemOf(await send<Problem>('POST', `${path}/deliveries/${v7()}/resend`))).toEqual([
      404,
      'webhook.deliveryUnknown',
      undefined,
    ]);
  });
});

describe('a job', () => {
  const submit = <Shape>(webhook: string) =>
    send<Shape>('POST', '/v1/jobs', { type: 'vocabulary.extract', input: text, webhook });
  const text = { text: 'A bow.', language: 'en' };

  it('names one of the caller’s webhooks', async () => {
    const { id: webhookId } = await add({ events: ['job.failed'] });

    const { status, body } = await submit<Job>(webhookId);

    expect(status).toBe(202);
    const named = await gateway.database.query('SELECT webhook_id AS "webhookId" FROM job_webhooks WHERE job_id = $1', [
      body.id,
    ]);
    expect(named).toEqual([{ webhookId }]);
  });

  it('is refused with one that is another’s, unknown, switched off, or no id', async () => {
    const foreign = await add({}, keys.ben);
    const off = await add();
    await send('PATCH', `/v1/webhooks/${off.id}`, { enabled: false });
    const codes = [];
    for (const webhook of [foreign.id, v7(), off.id, 'mine']) codes.push(problemOf(await submit<Problem>(webhook)));

    expect(codes).toEqual([
      [404, 'webhook.unknown', undefined],
      [404, 'webhook.unknown', undefined],
      [409, 'webhook.disabled', undefined],
      [400, 'input.invalid', '/webhook'],
    ]);
  });
});
