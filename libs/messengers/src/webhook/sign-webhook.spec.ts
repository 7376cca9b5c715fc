import { Webhook } from 'standardwebhooks';
import { signWebhook } from './sign-webhook.js';
import { newWebhookSecret } from './webhook-secret.js';

describe('a signed webhook', () => {
  const [now, old] = [newWebhookSecret(), newWebhookSecret()];
  const content = { id: 'a1', at: new Date(), body: '{"type":"job.succeeded","data":{"title":"తెలుగు"}}' };

  it('is taken by the verifier of Standard Webhooks', () => {
    const headers = signWebhook(content, [now]);

    expect(new Webhook(now).verify(content.body, headers)).toEqual(JSON.parse(content.body));
    expect(headers['webhook-signature']).toBe(new Webhook(now).sign(content.id, content.at, content.body));
  });

  it('is taken by whoever knows the new secret or the one before it', () => {
    const headers = signWebhook(content, [now, old]);

    for (const secret of [now, old]) expect(() => new Webhook(secret).verify(content.body, headers)).not.toThrow();
    expect(() => new Webhook(newWebhookSecret()).verify(content.body, headers)).toThrow('No matching signature');
  });

  it.each([
    ['another body', {}, '{}'],
    ['another id', { 'webhook-id': 'a2' }, content.body],
    ['another time', { 'webhook-timestamp': String(Math.floor(Date.now() / 1000) - 60) }, content.body],
  ])('is not taken with %s', (_what, changed, body) => {
    const headers = { ...signWebhook(content, [now]), ...changed };

    expect(() => new Webhook(now).verify(body, headers)).toThrow('No matching signature');
  });
});
