import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, ids } from '../testing/examples.js';
import { aBackup, anEntry } from '../testing/fake-keeping.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const myId = '01890000-0000-7000-8000-0000000000a1';

function openAdmin(page: string, fill: (gateway: FakeGateway) => void = () => undefined) {
  const gateway = new FakeGateway(goodKey);
  gateway.role = 'admin';
  fill(gateway);
  return openApp({ gateway, at: `/operations/${page}` });
}

const click = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('the pages of administrators', () => {
  it.each(['backups', 'people', 'audit', 'notify', 'mails'])('%s asks nothing for users', async (page) => {
    const { gateway } = openApp({ at: `/operations/${page}` });

    expect(await screen.findByRole('heading', { name: 'This page is for operators' })).toBeTruthy();
    expect(gateway.calls.some((call) => call.includes('/v1/admin/'))).toBe(false);
  });
});

describe('backups', () => {
  it('say how large they are, and whether they were tried out', async () => {
    openAdmin('backups', ({ keeping }) => {
      keeping.backups = [aBackup({ testedAt: new Date().toISOString() }), aBackup({ id: ids.child(93) })];
    });

    const rows = within(await screen.findByRole('list', { name: 'Backups' }));
    expect(await rows.findByText('Tested just now')).toBeTruthy();
    expect(rows.getByText('Not tested yet')).toBeTruthy();
    expect(rows.getAllByText('4.2 MB')).toHaveLength(2);
  });

  it('are begun, and watched', async () => {
    const { gateway } = openAdmin('backups');

    expect(await screen.findByText('There is no backup yet')).toBeTruthy();
    await click('Back up now');

    expect(await screen.findByRole('progressbar', { name: 'The last backup' })).toBeTruthy();
    expect(gateway.submitted).toEqual([{ type: 'maintenance.backupDatabase', input: {} }]);
  });

  it('are tried out, and what came back is told', async () => {
    const table = { table: 'jobs', expectedRows: 9, restoredRows: 9, erasedRows: 0 };
    const output = { backupId: ids.child(92), tables: [table], isSame: true };
    const { gateway } = openAdmin('backups', ({ jobs, keeping }) => {
      keeping.backups = [aBackup()];
      jobs.set(ids.job, aJob({ type: 'maintenance.restoreTest', status: 'succeeded', output }));
    });

    expect(await screen.findByText(/All 9 rows of 1 table came back/)).toBeTruthy();
    await click('Test the restore of Jan 2, 2026, 3:04 AM');

    await waitFor(() =>
      expect(gateway.submitted).toEqual([{ type: 'maintenance.restoreTest', input: { backupId: ids.child(92) } }]),
    );
  });
});

describe('the audit log', () => {
  it('says who did what, and comes page by page', async () => {
    const entries = [anEntry({ actorId: myId, actorRole: 'admin' }), anEntry({ id: ids.child(97), subject: 'pdf' })];
    openAdmin('audit', ({ keeping }) => Object.assign(keeping, { entries, pageLength: 1 }));

    expect(await screen.findByRole('heading', { name: 'Queue paused' })).toBeTruthy();
    expect(screen.getByText(/You$/)).toBeTruthy();
    await click('Show more entries');

    expect(await screen.findByText('pdf')).toBeTruthy();
  });

  it('is searched by what was done, to what, and by whom', async () => {
    const others = anEntry({ id: ids.child(97), action: 'record.delete', subject: 'r1' });
    openAdmin('audit', ({ keeping }) => Object.assign(keeping, { entries: [anEntry({ actorId: myId }), others] }));

    await screen.findByRole('heading', { name: 'Queue paused' });
    write('What was done', 'record.delete');
    expect(await screen.findByRole('heading', { name: 'Recording deleted' })).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('heading', { name: 'Queue paused' })).toBeNull());
    fireEvent.click(screen.getByRole('checkbox', { name: 'Only what I did' }));

    expect(await screen.findByText('Nothing like that was done')).toBeTruthy();
  });
});

describe('notifying', () => {
  it('reads addresses, numbers and ids, and tells how it went', async () => {
    const { gateway, feed } = openAdmin('notify');
    await screen.findByLabelText('To');
    write('To', `anna@example.org, +49 30 1234567\n${myId}`);
    write('Subject', 'Tonight');
    write('Message', 'We are away for an hour.');
    await click('Send');

    await screen.findByRole('group', { name: 'Notification' });
    expect(gateway.submitted).toMatchObject([
      {
        input: {
          recipients: [{ email: 'anna@example.org' }, { phone: '+49301234567' }, { userId: myId }],
          topic: 'announcement',
        },
      },
    ]);
    const output = { deliveries: [], sent: 2, deferred: 1, suppressed: 0, failed: 0 };
    const job = aJob({ id: ids.child(60), type: 'notifications.send', status: 'succeeded', output, seq: 9 });
    act(() => feed.show({ job, children: [], artifacts: [] }));
    expect((await screen.findByText('Sent')).nextSibling?.textContent).toBe('2');
  });

  it('is tried on oneself, and says what is missing', async () => {
    const { gateway } = openAdmin('notify');
    await screen.findByLabelText('To');
    write('To', 'anna');
    await click('Send');
    expect(await screen.findByText('Not understood: anna')).toBeTruthy();
    write('Subject', 'Tonight');
    write('Message', 'We are away.');
    await click('Send only to me, to try it');

    await waitFor(() => expect(gateway.submitted).toMatchObject([{ input: { recipients: [{ userId: myId }] } }]));
  });
});
