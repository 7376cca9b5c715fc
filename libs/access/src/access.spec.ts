import fc from 'fast-check';
import { bearerOf, visibleTo } from './access.js';

describe('the key of a request', () => {
  it('stands after Bearer, in any case', () => {
    const keys = fc.stringMatching(/^[\w.~+/-]+=*$/);
    fc.assert(
      fc.property(
        keys,
        fc.constantFrom('Bearer', 'bearer', 'BEARER'),
        fc.integer({ min: 1, max: 3 }),
        (key, scheme, spaces) => {
          expect(bearerOf(`${scheme}${' '.repeat(spaces)}${key}`)).toBe(key);
        },
      ),
    );
  });

  it.each([
    undefined,
    '',
    'Bearer',
    'Bearer ',
    'key',
    'Basic a2V5',
    'Bearer a b',
    'Bearer a,Bearer b',
    'Bearer k\u00e9y',
    'XBearer key',
    'Bearer key\n',
    'Bearer =',
  ])('is not there in %j', (header) => {
    expect(bearerOf(header)).toBeUndefined();
  });
});

describe('what a person may see', () => {
  it('is their own, and everything for those who run the system', () => {
    expect(visibleTo({ id: 'a', name: 'Anna', role: 'user' })).toBe('a');
    expect(visibleTo({ id: 'a', name: 'Anna', role: 'operator' })).toBeUndefined();
    expect(visibleTo({ id: 'a', name: 'Anna', role: 'admin' })).toBeUndefined();
  });
});
