import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { aJob, anArtifact, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const open = (gateway = new FakeGateway(goodKey), at = '/account/data') => openApp({ gateway, at });
const click = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('a copy of one’s data', () => {
  it('is begun, watched, and handed over', async () => {
    const { gateway, feed } = open();
    await click('Make a copy of my data');
    expect(await screen.findByRole('progressbar', { name: 'Copy of your data' })).toBeTruthy();
    expect(gateway.submitted).toEqual([{ type: 'gdpr.export', input: {} }]);

    const output = { files: 12, rows: 340, bytes: 5_200_000, expiresAt: '2999-01-01T00:00:00.000Z' };
    const done = aJob({ id: ids.child(60), type: 'gdpr.export', status: 'succeeded', percent: 100, output, seq: 9 });
    gateway.artifacts = [anArtifact({ jobId: done.id, name: 'export.zip', mediaType: 'application/zip' })];
    act(() => feed.show({ job: done, children: [], artifacts: [] }));

    expect(await screen.findByText(/12 files, 340 entries, 5.2 MB/)).toBeTruthy();
    expect(await screen.findByRole('button', { name: 'Download export.zip' })).toBeTruthy();
  });
});

describe('the erasure of one’s account', () => {
  it('says what would go, and wants the name as it is written', async () => {
    const { gateway } = open();
    await click('Erase my account…');

    expect(await screen.findByText('This takes away 12 jobs: 214 entries in all.')).toBeTruthy();
    const yes = screen.getByRole<HTMLButtonElement>('button', { name: 'Erase everything' });
    fireEvent.change(screen.getByLabelText('Write your name, Mariam, to confirm'), { target: { value: 'mariam' } });
    expect(yes.disabled).toBe(true);
    await click('Leave it');

    expect(gateway.keeping.erased).toEqual([]);
  });

  it('signs out, and goes on being shown to who has no key any more', async () => {
    const { gateway, kept } = open();
    await click('Erase my account…');
    fireEvent.change(await screen.findByLabelText('Write your name, Mariam, to confirm'), {
      target: { value: 'Mariam' },
    });
    await click('Erase everything');

    expect(await screen.findByRole('heading', { name: 'You are being erased' })).toBeTruthy();
    await waitFor(() => expect(kept.key).toBeUndefined());
    expect(gateway.keeping.erased).toEqual(['Mariam']);
  });

  it('ends with a certificate', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.keeping.erasure = {
      ...gateway.keeping.erasure,
      status: 'succeeded',
      certificate: {
        certificateId: ids.child(90),
        personHash: 'ab12',
        erasedAt: '2026-01-02T03:04:05.000Z',
        removed: { rows: 214, files: 12, redisKeys: 3, redisEvents: 0 },
        searched: { tables: 41, files: 900, redisKeys: 70 },
      },
    };
    openApp({ gateway, at: `/erasures/${ids.child(90)}`, key: undefined });

    expect(await screen.findByRole('heading', { name: 'You have been erased' })).toBeTruthy();
    expect(screen.getByText('Entries').nextSibling?.textContent).toBe('214');
    expect(screen.getByRole('link', { name: 'Download the certificate' }).getAttribute('href')).toContain('ab12');
  });
});
