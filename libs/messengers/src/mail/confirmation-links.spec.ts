import fc from 'fast-check';
import { ConfirmationLinks } from './confirmation-links.js';
import { addressHash, UnsubscribeLinks } from './unsubscribe-links.js';

const options = { secret: 'a secret of this test', publicUrl: 'https://example.org/' };
const links = new ConfirmationLinks(options);
const tokenOf = (url: string) => new URL(url).searchParams.get('token')!;
const day = 24 * 3_600_000;
const person = fc.record({ userId: fc.uuid(), email: fc.emailAddress() });

describe('links that confirm an address', () => {
  it('name one person and one address, for a day', () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 2 * day }), (one, laterMs) => {
        const now = 1_800_000_000_000;
        const read = links.read(tokenOf(links.urlOf(one, now)), now + laterMs);
        const named = { userId: one.userId, addressHash: addressHash(one.email), expiresAtMs: now + day };
        expect(read).toEqual(laterMs < day ? named : undefined);
      }),
    );
  });

  it('are of no use with one character changed', () => {
    fc.assert(
      fc.property(person, fc.nat(), fc.constantFrom('A', 'b', '0', '_'), (one, at, letter) => {
        const token = tokenOf(links.urlOf(one));
        const place = at % token.length;
        fc.pre(token[place] !== letter);
        expect(links.read(token.slice(0, place) + letter + token.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  it('are no links to unsubscribe, nor these any of ours', () => {
    const unsubscribe = new UnsubscribeLinks(options);
    const userId = '0190a5f4-7d2c-7000-8000-000000000000';

    expect(unsubscribe.read(tokenOf(links.urlOf({ userId, email: 'a@example.org' })))).toBeUndefined();
    expect(links.read(tokenOf(unsubscribe.urlOf({ userId, topic: 'report' })))).toBeUndefined();
  });
});
