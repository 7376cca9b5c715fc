import { Scope } from '@polyspool/contracts/api-keys';
import fc from 'fast-check';
import { actingAs, type Caller, hasScope, mayGive } from './caller.js';

const ada: Caller = { id: 'a', name: 'Ada', role: 'admin', keyId: 'k' };
const withScopes = (...scopes: Scope[]): Caller => ({ ...ada, scopes });
const scopeList = fc.uniqueArray(fc.constantFrom(...Scope.options), { minLength: 1 });

describe('a key', () => {
  it('without scopes opens all that its owner may do', () => {
    for (const scope of Scope.options) expect(actingAs(ada, [scope])).toBe(ada);
  });

  it('that may write may read, and not the other way round', () => {
    expect(hasScope(withScopes('jobs:write'), 'jobs:read')).toBe(true);
    expect(hasScope(withScopes('jobs:read'), 'jobs:write')).toBe(false);
    expect(hasScope(withScopes('uploads:write'), 'jobs:read')).toBe(false);
  });

  it('is refused with the names of what it lacks', () => {
    expect(() => actingAs(withScopes('jobs:write'), ['uploads:write', 'jobs:write'])).toThrow(
      expect.objectContaining({ code: 'auth.scopeMissing', message: 'This key lacks uploads:write' }),
    );
  });

  it.each([
    [['jobs:read'], 'jobs:read', 'user'],
    [['jobs:read', 'admin:read'], 'jobs:read', 'admin'],
    [['jobs:write', 'admin:read'], 'jobs:read', 'admin'],
    [['jobs:write', 'admin:read'], 'jobs:write', 'user'],
    [['jobs:write', 'admin:write'], 'jobs:write', 'admin'],
  ] as const)('of an administrator with %j that asks for %s makes a %s of them', (scopes, needed, role) => {
    expect(actingAs(withScopes(...scopes), [needed]).role).toBe(role);
  });

  it('never gives out one that opens what it does not open itself', () => {
    fc.assert(
      fc.property(scopeList, fc.option(scopeList, { nil: undefined }), (own, wanted) => {
        const giver = withScopes(...own);
        // Without scopes it would open what is thought of later, too.
        const opensMore = !wanted || wanted.some((scope) => !hasScope(giver, scope));

        const give = () => mayGive(giver, { scopes: wanted });

        if (opensMore) expect(give).toThrow(expect.objectContaining({ code: 'auth.scopeMissing' }));
        else expect(give).not.toThrow();
      }),
    );
  });

  it('that ends gives out none that stays longer', () => {
    const giver = { ...ada, keyExpiresAt: new Date(2_000) };

    expect(() => mayGive(giver, { expiresAt: new Date(2_000) })).not.toThrow();
    for (const expiresAt of [new Date(2_001), undefined]) {
      expect(() => mayGive(giver, { expiresAt })).toThrow(expect.objectContaining({ code: 'auth.forbidden' }));
    }
  });
});
