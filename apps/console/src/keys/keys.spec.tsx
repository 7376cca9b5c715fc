import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aKey } from '../testing/fake-access.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { ids } from '../testing/examples.js';
import { goodKey, openApp } from '../testing/open-app.js';

function open(fill: (gateway: FakeGateway) => void = () => undefined) {
  const gateway = new FakeGateway(goodKey);
  fill(gateway);
  return openApp({ gateway, at: '/account/keys' });
}

const click = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const choose = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('keys', () => {
  it('are made for what they have to do, and shown once', async () => {
    const { gateway, copied } = open();

    await click('Make a key');
    await click('Make the key');
    expect((await screen.findByRole('alert')).textContent).toBe('Say what it is for');
    choose('What it is for', ' CI ');
    fireEvent.click(screen.getByRole('checkbox', { name: 'See jobs' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'Upload and delete' }));
    expect(screen.queryByRole('checkbox', { name: 'Operate' })).toBeNull();
    choose('When it ends', 'never');
    await click('Make the key');

    expect((await screen.findByLabelText('Key')).textContent).toBe('psk_1');
    await click('Copy the key');
    await waitFor(() => expect(copied).toEqual(['psk_1']));
    await click('I have kept it');
    await waitFor(() => expect(screen.queryByText('psk_1')).toBeNull());
    expect(gateway.access.asked).toEqual([{ name: 'CI', scopes: ['jobs:write', 'jobs:read'] }]);
  });

  it('that may do everything, and end by themselves, are a choice', async () => {
    const { gateway } = open();

    await click('Make a key');
    choose('What it is for', 'Mine');
    fireEvent.click(screen.getByRole('checkbox', { name: 'It may do everything' }));
    await click('Make the key');

    await screen.findByLabelText('Key');
    expect(gateway.access.asked).toEqual([{ name: 'Mine', expiresAt: expect.stringMatching(/^20/) }]);
  });

  it('are replaced, and the old one goes on for a while', async () => {
    const { gateway } = open(({ access }) => (access.keys = [aKey({ name: 'CI' })]));

    await click('Replace CI');
    choose('The old one stays good for', '3600');
    await click('Yes, replace');

    expect((await screen.findByLabelText('Key')).textContent).toBe('psk_2');
    expect(await screen.findByText('Being replaced')).toBeTruthy();
    expect(gateway.access.asked).toEqual([{ overlapSeconds: 3600 }]);
  });

  it('are revoked after a question, and then seen only among all', async () => {
    open(({ access }) => (access.keys = [aKey({ name: 'CI' })]));

    await click('Revoke CI');
    await click('Yes, revoke');
    await screen.findByText('There is no key');
    fireEvent.click(screen.getByRole('radio', { name: 'All' }));

    const row = within(await screen.findByRole('list', { name: 'Keys' }));
    expect(await row.findByText('Revoked')).toBeTruthy();
    expect(row.queryByRole('button')).toBeNull();
  });

  it('say when they are the one that the page works with', async () => {
    open((gateway) => {
      gateway.keyId = ids.child(60);
      gateway.access.keys = [aKey()];
    });

    expect(await screen.findByText('This page works with it')).toBeTruthy();
    await click('Revoke The server of our course');

    expect(screen.getByText(/sign in with another one/)).toBeTruthy();
  });
});
