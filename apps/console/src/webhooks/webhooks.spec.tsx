import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { aDelivery, aWebhook } from '../testing/message-examples.js';
import { goodKey, openApp } from '../testing/open-app.js';

const at = '2026-01-02T03:04:05.000Z';
const theWebhook = `/account/webhooks/${ids.child(70)}`;

function open(path: string, fill: Partial<Omit<FakeGateway['messages'], 'asked'>> = {}) {
  const gateway = new FakeGateway(goodKey);
  Object.assign(gateway.messages, fill);
  return openApp({ gateway, at: path });
}

const click = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const writeUrl = (value: string) => fireEvent.change(screen.getByLabelText('Address'), { target: { value } });

describe('webhooks', () => {
  it('are explained while there are none', async () => {
    open('/account/webhooks');

    expect(await screen.findByText('No program is told anything yet')).toBeTruthy();
  });

  it('are added with the events chosen; the secret is shown once, and copied', async () => {
    const { gateway, copied } = open('/account/webhooks');

    await click('Add a webhook');
    writeUrl(' https://example.org/new ');
    fireEvent.click(screen.getByRole('checkbox', { name: 'A job was cancelled' }));
    await click('Add it');

    expect((await screen.findByLabelText('Secret')).textContent).toBe('whsec_first');
    await click('Copy the secret');
    await waitFor(() => expect(copied).toEqual(['whsec_first']));
    await click('I have kept it');
    await waitFor(() => expect(screen.queryByText('whsec_first')).toBeNull());
    expect(await screen.findByRole('link', { name: 'https://example.org/new' })).toBeTruthy();
    expect(gateway.messages.asked).toEqual([
      { url: 'https://example.org/new', events: ['job.succeeded', 'job.failed', 'job.expired'] },
    ]);
  });

  it('are not sent with an address that is none; what the server refuses is said', async () => {
    const { gateway } = open('/account/webhooks');

    await click('Add a webhook');
    writeUrl('example.org');
    await click('Add it');
    expect((await screen.findByRole('alert')).textContent).toContain('https://');
    expect(gateway.messages.asked).toEqual([]);
    writeUrl('http://10.0.0.1/');
    await click('Add it');

    expect(await screen.findByText('Webhooks do not go to this address')).toBeTruthy();
  });

  it('that the system has switched off say why, and are switched on again', async () => {
    open('/account/webhooks', { webhooks: [aWebhook({ enabled: false, disabledReason: 'gone' })] });

    expect(await screen.findByText(/answered 410/)).toBeTruthy();
    await click('Switch on https://example.org/hooks');

    expect(await screen.findByRole('button', { name: 'Switch off https://example.org/hooks' })).toBeTruthy();
  });
});

describe('one webhook', () => {
  it('shows each attempt with what went wrong, in words', async () => {
    const attempts = [
      { at, ms: 10_000, error: 'timedOut' as const },
      { at: '2026-01-02T03:09:05.000Z', ms: 20, httpStatus: 302, error: 'badStatus' as const },
      { at: '2026-01-02T03:39:05.000Z', ms: 20, httpStatus: 500, error: 'badStatus' as const, answer: 'Out of order' },
    ];
    open(theWebhook, { webhooks: [aWebhook()], deliveries: [aDelivery({ status: 'failed', attempts })] });

    expect(await screen.findByText('Given up', { selector: '.badge' })).toBeTruthy();
    expect(screen.getByText('It did not answer in time.')).toBeTruthy();
    expect(screen.getByText(/sends on to another address/)).toBeTruthy();
    expect(screen.getByText('It did not say that it has taken it: 500.')).toBeTruthy();
    expect(screen.getByText('Out of order')).toBeTruthy();
  });

  it('is tried out, and a message is sent again', async () => {
    const { gateway } = open(theWebhook, { webhooks: [aWebhook()], deliveries: [aDelivery({ status: 'failed' })] });

    await click('Send again: A job has failed, 00000175');
    expect(await screen.findByText('On its way', { selector: '.badge' })).toBeTruthy();
    await click('Send a test event');

    expect(await screen.findByText(/It is on its way/)).toBeTruthy();
    expect(gateway.calls).toContain(`POST /v1/webhooks/${ids.child(70)}/deliveries/${ids.child(75)}/resend`);
    expect(gateway.calls).toContain(`POST /v1/webhooks/${ids.child(70)}/test`);
  });

  it('gets a new secret only after a question', async () => {
    open(theWebhook, { webhooks: [aWebhook()] });

    await click('New secret');
    expect(screen.getByText(/valid for 24 hours more/)).toBeTruthy();
    await click('Yes, make a new one');

    expect((await screen.findByLabelText('Secret')).textContent).toBe('whsec_second');
  });

  it('is changed, and removed after a question', async () => {
    const { gateway } = open(theWebhook, { webhooks: [aWebhook()] });

    await click('Change');
    const form = within(screen.getByRole('form', { name: 'Change the webhook' }));
    fireEvent.click(form.getByRole('checkbox', { name: 'A job has expired' }));
    await click('Save');
    expect(await screen.findByText(/a job has expired/)).toBeTruthy();
    await click('Remove');
    await click('Yes, remove');

    expect(await screen.findByText('No program is told anything yet')).toBeTruthy();
    expect(gateway.messages.asked).toMatchObject([{ events: ['job.succeeded', 'job.failed', 'job.expired'] }]);
  });
});
