import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { aNotification } from '../testing/message-examples.js';
import { goodKey, openApp } from '../testing/open-app.js';

const read = '2026-01-02T03:05:00.000Z';

function openAt(at: string, fill: Partial<Omit<FakeGateway['messages'], 'asked'>> = {}) {
  const gateway = new FakeGateway(goodKey);
  Object.assign(gateway.messages, fill);
  openApp({ gateway, at });
  return gateway;
}

describe('the bell', () => {
  it('counts what is unread, and leads to it', async () => {
    openAt('/', { notifications: [aNotification(), aNotification({ id: ids.child(81), readAt: read })] });

    fireEvent.click(await screen.findByRole('link', { name: 'Notifications, 1 unread' }));

    expect(await screen.findByRole('heading', { level: 1, name: 'Notifications' })).toBeTruthy();
  });
});

describe('the list of notifications', () => {
  it('says what comes here while there is nothing', async () => {
    openAt('/notifications');

    expect(await screen.findByText('Nothing has been said to you yet')).toBeTruthy();
  });

  it('leads to the job, which marks it as read', async () => {
    const { messages } = openAt('/notifications', { notifications: [aNotification()] });

    const link = await screen.findByRole('link', { name: /Open the job/ });
    expect(link.getAttribute('href')).toBe(`/jobs/${ids.job}`);
    fireEvent.click(link);

    await waitFor(() => expect(messages.asked).toEqual([{ isRead: true, ids: [ids.child(80)] }]));
  });

  it('leads nobody out of this page', async () => {
    openAt('/notifications', { notifications: [aNotification({ link: '//evil.example', jobId: undefined })] });

    expect(await screen.findByText('The engine gave up.')).toBeTruthy();
    expect(screen.queryByRole('link', { name: /^Open/ })).toBeNull();
  });

  it('takes one back, and marks all at once', async () => {
    const seen = aNotification({ id: ids.child(81), subject: 'Seen', readAt: read });
    const { messages } = openAt('/notifications', { notifications: [aNotification(), seen] });

    fireEvent.click(await screen.findByRole('button', { name: 'Mark as unread: Seen' }));
    expect(await screen.findByRole('link', { name: 'Notifications, 2 unread' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Mark all as read' }));

    expect(await screen.findByRole('link', { name: 'Notifications' })).toBeTruthy();
    expect(messages.asked).toEqual([{ isRead: false, ids: [ids.child(81)] }, { isRead: true }]);
  });

  it('shows only the unread where that is asked for', async () => {
    const seen = aNotification({ id: ids.child(81), subject: 'Seen', readAt: read });
    openAt('/notifications', { notifications: [seen] });

    fireEvent.click(await screen.findByRole('radio', { name: 'Unread' }));

    expect(await screen.findByText('You have read everything')).toBeTruthy();
  });
});

describe('preferences', () => {
  const box = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name });
  const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

  it('are sent as they were written, with a number as people write it', async () => {
    const { messages } = openAt('/account');

    fireEvent.click(await box('A job is done: E-mail'));
    write('E-mail', 'mariam@example.org');
    write('Phone, for text messages', '+49 (30) 123-4567');
    write('Time zone', 'Asia/Kolkata');
    fireEvent.click(await box('Quiet hours'));
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(messages.asked).toEqual([
      {
        email: 'mariam@example.org',
        phone: '+49301234567',
        language: 'en',
        timeZone: 'Asia/Kolkata',
        quietHours: { from: '22:00', to: '07:00' },
        channels: { jobSucceeded: ['inApp', 'email'] },
      },
    ]);
  });

  it('say what is wrong beside it, and send nothing', async () => {
    const { messages } = openAt('/account');

    fireEvent.click(await box('Quiet hours'));
    write('E-mail', 'mariam');
    write('Phone, for text messages', '030 1234');
    write('Until', '22:00');
    fireEvent.click(screen.getByRole('button', { name: 'Save' }));

    expect(await screen.findByText(/no e-mail address/)).toBeTruthy();
    expect(screen.getByText(/beginning with \+/)).toBeTruthy();
    expect(screen.getByText('Both times are the same')).toBeTruthy();
    expect(messages.asked).toEqual([]);
  });

  it('cannot switch off what is about security, and show alerts of the system to administrators only', async () => {
    openAt('/account');

    expect((await box('Security of your account: E-mail')).disabled).toBe(true);
    const table = within(screen.getByRole('table'));
    expect(table.queryByRole('rowheader', { name: 'Trouble of the system' })).toBeNull();
  });
});
