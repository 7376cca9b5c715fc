import { fireEvent, screen, within } from '@testing-library/react';
import { ids } from '../testing/examples.js';
import { aKey, aPerson, myId } from '../testing/fake-access.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

function open(role: 'operator' | 'admin' = 'admin') {
  const gateway = new FakeGateway(goodKey);
  gateway.role = role;
  const signIn = { issuer: 'https://id.example', subject: 'ben@example' };
  gateway.access.people = [
    aPerson(),
    aPerson({ id: ids.child(51), name: 'Ben', signIn, activeKeys: 0 }),
    aPerson({ id: myId, name: 'Mariam', role: 'admin' }),
  ];
  gateway.access.keys = [aKey({ userId: ids.child(50), name: 'CI' })];
  return openApp({ gateway, at: '/operations/people' });
}

const click = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('people', () => {
  it('are seen by operators, who change nothing', async () => {
    open('operator');

    await click('1 key of Anna');

    expect(await screen.findByRole('heading', { name: 'CI' })).toBeTruthy();
    expect(screen.getByText(/signs in at https:\/\/id.example as ben@example/)).toBeTruthy();
    for (const name of ['Add somebody', 'Shut out Anna', 'Role of Anna', 'Revoke CI', 'Make a key for Anna']) {
      expect(screen.queryByRole('button', { name })).toBeNull();
    }
  });

  it('are found by a part of their name, and by role', async () => {
    open();
    await screen.findByRole('heading', { name: 'Anna' });

    write('Name, or a part of it', 'be');
    await click('Find');
    await screen.findByRole('heading', { name: 'Ben' });
    expect(screen.queryByRole('heading', { name: 'Anna' })).toBeNull();
    write('Role', 'admin');

    expect(await screen.findByText('Nobody like that')).toBeTruthy();
  });

  it('are added, and given a key', async () => {
    const { gateway } = open();

    await click('Add somebody');
    await click('Add them');
    expect(screen.getByText('They need a name')).toBeTruthy();
    write('Name', 'Cleo');
    await click('Add them');
    await click('1 key of Cleo');
    await click('Make a key for Cleo');
    write('What it is for', 'First');
    await click('Make the key');

    expect(await screen.findByLabelText('Key')).toBeTruthy();
    expect(gateway.access.asked).toMatchObject([
      { name: 'Cleo', role: 'user' },
      { userId: ids.child(53), name: 'First', scopes: ['jobs:write', 'uploads:write'] },
    ]);
  });

  it('are shut out after a question, and let in again', async () => {
    open();

    await click('Shut out Anna');
    await click('Yes, shut out');
    expect(await screen.findByText('Shut out', { selector: '.badge' })).toBeTruthy();
    await click('Let in again Anna');

    expect(await screen.findByRole('button', { name: 'Shut out Anna' })).toBeTruthy();
  });

  it('get another role; the last administrator stays one, and is told why', async () => {
    const { gateway } = open();
    const roles = () => within(screen.getByRole('group', { name: /^Which role has/ }));

    await click('Role of Anna');
    fireEvent.click(roles().getByRole('button', { name: 'Operator' }));
    expect(await screen.findByText('Operator', { selector: '.badge' })).toBeTruthy();
    await click('Role of Mariam');
    fireEvent.click(roles().getByRole('button', { name: 'User' }));

    expect(await screen.findByText('An administrator has to stay')).toBeTruthy();
    expect(gateway.access.asked).toEqual([{ role: 'operator' }, { role: 'user' }]);
  });

  it('lose a key that somebody takes away', async () => {
    open();

    await click('1 key of Anna');
    await click('Revoke CI');
    await click('Yes, revoke');

    expect(await screen.findByText('They have no key that opens anything.')).toBeTruthy();
  });
});
