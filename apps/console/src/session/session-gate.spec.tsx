import { act, fireEvent, screen } from '@testing-library/react';
import { goodKey, openApp } from '../testing/open-app.js';

const signInWith = (key: string) => {
  fireEvent.change(screen.getByLabelText('Your key'), { target: { value: key } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
};

describe('signing in', () => {
  it('opens the page with a good key and keeps it', async () => {
    const { kept } = openApp({ key: '' });

    signInWith(goodKey);

    expect(await screen.findByText('Mariam')).toBeTruthy();
    expect(kept.key).toBe(goodKey);
  });

  it('says why a wrong key is refused', async () => {
    const { kept } = openApp({ key: '' });

    signInWith('wrong');

    expect((await screen.findByRole('alert')).textContent).toContain('This key is not valid');
    expect(kept.key).toBe('');
  });

  it('asks again, and forgets the key, when a kept key is no longer valid', async () => {
    const { kept } = openApp({ key: 'revoked' });

    expect((await screen.findByRole('alert')).textContent).toContain('This key is not valid');
    expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
    expect(kept.key).toBeUndefined();
  });

  it('ends with sign-out, and so does the live connection', async () => {
    const { feed, kept } = openApp();

    fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }));

    expect(await screen.findByRole('heading', { name: 'Welcome' })).toBeTruthy();
    expect(kept.key).toBeUndefined();
    expect(feed.isClosed).toBe(true);
  });

  it('says so while the live connection is down', async () => {
    const { feed } = openApp();
    await screen.findByText('Mariam');

    act(() => feed.enter('down'));

    expect(screen.getByText('Reconnecting…')).toBeTruthy();
  });
});
