import { createHmac, randomBytes } from 'node:crypto';
import { verifyWebhook } from './verify-webhook.js';

const newSecret = () => `whsec_${randomBytes(32).toString('base64')}`;
const [secret, old] = [newSecret(), newSecret()];
const event = {
  type: 'job.succeeded',
  timestamp: '2026-01-02T03:05:00.000Z',
  data: { webhookId: 'w1', title: 'తెలుగు' },
};
const body = JSON.stringify(event);

function signed(over: Record<string, string> = {}, by: readonly string[] = [secret], at = Date.now()) {
  const [id, timestamp] = ['m1', String(Math.floor(at / 1000))];
  const sign = (one: string) =>
    `v1,${createHmac('sha256', Buffer.from(one.slice(6), 'base64'))
      .update(`${id}.${timestamp}.${body}`)
      .digest('base64')}`;
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': ['v2,AAAA', ...by.map(sign)].join(' '),
    ...over,
  };
}

describe('a webhook', () => {
  it('is taken when it is signed with one of the secrets, however its headers come', async () => {
    const headers = signed({}, [secret, old]);

    expect(await verifyWebhook({ body, headers }, secret)).toEqual(event);
    expect(await verifyWebhook({ body: Buffer.from(body), headers: new Headers(headers) }, [newSecret(), old])).toEqual(
      event,
    );
    expect(await verifyWebhook({ body, headers: signed({}, [old]) }, [secret, old])).toEqual(event);
  });

  const tooOld = Date.now() - 301_000;
  it.each([
    ['another body', { body: `${body} `, headers: signed() }, secret],
    ['another id', { body, headers: signed({ 'webhook-id': 'm2' }) }, secret],
    ['another secret', { body, headers: signed() }, newSecret()],
    ['no signature', { body, headers: signed({ 'webhook-signature': '' }) }, secret],
    ['a signature that is no Base64', { body, headers: signed({ 'webhook-signature': 'v1,%%%' }) }, secret],
    ['a time long ago', { body, headers: signed({}, [secret], tooOld) }, secret],
    ['a time that is none', { body, headers: signed({ 'webhook-timestamp': 'now' }) }, secret],
    ['a secret that is none', { body, headers: signed() }, 'whsec_%%%'],
  ])('is not taken with %s', async (_what, message, by) => {
    await expect(verifyWebhook(message, by)).rejects.toMatchObject({ code: 'client.badSignature' });
  });
});
