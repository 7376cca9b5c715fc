import { fireEvent, screen, waitFor } from '@testing-library/react';
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
