import { keyFromFragment } from './key-from-fragment.js';
import { KeyVault } from './key-vault.js';

describe('the key in the address', () => {
  beforeEach(() => {
    window.localStorage.clear();
    window.history.replaceState(null, '', '/');
  });

  it('is kept and leaves the address bar at once', () => {
    window.history.replaceState(null, '', '/jobs/1?tab=text#key=psk_abc-123');

    const key = new KeyVault(window).open();

    expect(key).toBe('psk_abc-123');
    expect(window.location.href).toBe('http://localhost/jobs/1?tab=text');
    expect(new KeyVault(window).open()).toBe('psk_abc-123');
  });

  it('wins over the one that was kept', () => {
    new KeyVault(window).keep('old');
    window.history.replaceState(null, '', '/#key=new');

    expect(new KeyVault(window).open()).toBe('new');
  });

  it('leaves other fragments alone', () => {
    window.history.replaceState(null, '', '/#content');

    expect(new KeyVault(window).open()).toBeUndefined();
    expect(window.location.hash).toBe('#content');
  });

  it('is forgotten at sign-out', () => {
    const vault = new KeyVault(window);
    vault.keep('secret');

    vault.forget();

    expect(vault.open()).toBeUndefined();
  });

  it.each(['', '#', '#key=', '#key=%20', '#other=1'])('is missing in "%s"', (hash) => {
    expect(keyFromFragment(hash)).toBeUndefined();
  });
});
