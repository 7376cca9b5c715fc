import { ownPackage } from './own-package.js';

describe('ownPackage', () => {
  it('finds name and version above a file, without the scope', () => {
    expect(ownPackage(import.meta.filename)).toEqual({ name: 'service', version: '0.1.0' });
  });

  it('does not insist on a package', () => {
    expect(ownPackage('/nowhere/at/all.js')).toEqual({ name: 'unknown', version: 'unknown' });
  });
});
