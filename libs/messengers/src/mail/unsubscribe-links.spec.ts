import fc from 'fast-check';
import { addressHash, UnsubscribeLinks } from './unsubscribe-links.js';
import { Topic } from '@polyspool/contracts/notifications';

const links = new UnsubscribeLinks({ secret: 'a secret of this test', publicUrl: 'https://example.org/' });
const tokenOf = (url: string) => new URL(url).searchParams.get('token')!;
const anyone = fc.oneof(
  fc.record({ userId: fc.uuid(), topic: fc.constantFrom(...Topic.options) }),
  fc.record({ addressHash: fc.emailAddress().map(addressHash), topic: fc.constantFrom(...Topic.options) }),
);

describe('links to unsubscribe', () => {
  it('say again who wants no more of what', () => {
    fc.assert(fc.property(anyone, (one) => expect(links.read(tokenOf(links.urlOf(one)))).toEqual(one)));
  });

  it('are of no use with one character changed', () => {
    fc.assert(
      fc.property(anyone, fc.nat(), fc.constantFrom('A', 'b', '0', '_'), (one, at, letter) => {
        const token = tokenOf(links.urlOf(one));
        const place = at % token.length;
        fc.pre(token[place] !== letter);
        expect(links.read(token.slice(0, place) + letter + token.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  it('of another installation are of no use', () => {
    const other = new UnsubscribeLinks({ secret: 'another secret', publicUrl: 'https://example.org' });
    const url = other.urlOf({ addressHash: addressHash('a@example.org'), topic: 'report' });

    expect(links.read(tokenOf(url))).toBeUndefined();
  });
});
