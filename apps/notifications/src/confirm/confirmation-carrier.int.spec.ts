import { NotificationPreferences } from '@polyspool/contracts/notifications';
import { AddressChecks } from '@polyspool/database/address-checks';
import { ConfirmationLinks } from '@polyspool/messengers/mail/confirmation-links';
import { addressHash } from '@polyspool/messengers/mail/unsubscribe-links';
import { eventually } from '@polyspool/service/testing/eventually';
import { type House, openHouse } from '../testing-house.js';
import { ConfirmationCarrier } from './confirmation-carrier.js';

describe('the question whether an address is theirs', () => {
  let house: House;
  beforeAll(async () => {
    house = await openHouse();
  });
  afterAll(() => house.close());
  beforeEach(() => {
    house.smtp.taken.length = 0;
    house.smtp.state.manner = () => 'take';
  });

  const person = async (email: string, language = 'en') => {
    const id = await house.addUser();
    await house.contacts.set(id, NotificationPreferences.parse({ email, language }));
    return id;
  };
  const ask = (userId: string, email: string) => house.app.get(AddressChecks).ask(userId, addressHash(email));
  const carry = async () => {
    await house.database.execute('UPDATE address_checks SET next_at = now()');
    await house.app.get(ConfirmationCarrier).carry();
  };
  const open = async () => {
    const [row] = await house.database.query<{ n: number }>(
      'SELECT count(*)::int AS n FROM address_checks WHERE done_at IS NULL',
    );
    return row!.n;
  };

  it('comes at once, once, with a link for that person and that address', async () => {
    const userId = await person('anna@example.org', 'es');

    await ask(userId, 'Anna@example.org');
    await eventually(async () => expect(await open()).toBe(0));
    await carry();

    expect(house.smtp.taken.map(({ to }) => to)).toEqual(['anna@example.org']);
    const raw = house.smtp.taken[0]!.raw.replace(/=\r\n/g, '').replaceAll('=3D', '=');
    expect(raw).toMatch(/Subject: =\?UTF-8\?Q\?=C2=BFEs_esta/);
    expect(raw).not.toContain('List-Unsubscribe');
    const token = /confirm-email\?token=([-\w.]+)/.exec(raw)![1]!;
    const links = new ConfirmationLinks({ secret: house.env.LINK_SECRET, publicUrl: house.env.PUBLIC_URL });
    expect(links.read(token)).toMatchObject({ userId, addressHash: addressHash('anna@example.org') });
  });

  it('is no longer asked where they have named another one since, or have answered it', async () => {
    const [changed, answered] = [await person('new@example.org'), await person('known@example.org')];
    await house.contacts.confirmEmail(answered, 'known@example.org');

    await ask(changed, 'old@example.org');
    await ask(answered, 'known@example.org');
    await eventually(async () => expect(await open()).toBe(0));

    expect(house.smtp.taken).toEqual([]);
  });

  it('waits while the mail server says later', async () => {
    const userId = await person('ben@example.org');
    house.smtp.state.manner = () => 'later';
    await ask(userId, 'ben@example.org');
    await carry();
    expect(await open()).toBe(1);

    house.smtp.state.manner = () => 'take';
    await eventually(async () => {
      await carry();
      expect(await open()).toBe(0);
    });

    expect(house.smtp.taken.map(({ to }) => to)).toEqual(['ben@example.org']);
  });
});
