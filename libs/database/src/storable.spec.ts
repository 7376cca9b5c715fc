import fc from 'fast-check';
import { storableJson } from './storable.js';

describe('JSON for Postgres', () => {
  it('has no NUL and no half of a character, in values and in names', () => {
    const odd = fc.string({ unit: fc.constantFrom('a', '\0', '\ud800', '\udfff', '🙂') });
    const json = fc.letrec((tie) => ({
      any: fc.oneof(odd, fc.array(tie('any'), { maxLength: 3 }), fc.dictionary(odd, tie('any'), { maxKeys: 3 })),
    })).any;

    fc.assert(
      fc.property(json, (value) => {
        expect(storableJson(value)).not.toMatch(/\\u(0000|d[89a-f])/);
      }),
    );
  });

  it('is else what it was', () => {
    const value = { a: [1, null, 'é🙂'], 'b c': { d: new Date(0), e: undefined } };

    expect(storableJson(value)).toBe(JSON.stringify(value));
    expect(JSON.parse(storableJson({ ...value, nul: '\0' }))).toEqual({
      ...(JSON.parse(JSON.stringify(value)) as object),
      nul: '\uFFFD',
    });
  });
});
