import { NotificationPreferences } from '@polyspool/contracts/notifications';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const anna = 'anna@example.org';
const withAddress = (over: Partial<NotificationPreferences> = {}) =>
  NotificationPreferences.parse({ email: anna, emailVerified: false, ...over });

function openAt(at: string, fill: { preferences?: NotificationPreferences; confirmationsSent?: number } = {}) {
  const gateway = new FakeGateway(goodKey);
  Object.assign(gateway.messages, fill);
  openApp({ gateway, at });
  return gateway;
}

const write = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));

describe('preferences', () => {
  const box = (name: string) => screen.findByRole<HTMLInputElement>('checkbox', { name });

  it('are sent as they were written', async () => {
    const { messages } = openAt('/account');

    fireEvent.click(await box('A job is done: E-mail'));
    write('E-mail', 'mariam@example.org');
    write('Time zone', 'Asia/Kolkata');
    fireEvent.click(await box('Quiet hours'));
    await press('Save');

    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(messages.asked).toEqual([
      {
        email: 'mariam@example.org',
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
    write('Until', '22:00');
    await press('Save');

    expect(await screen.findByText(/no e-mail address/)).toBeTruthy();
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

describe('an address in preferences', () => {
  it('is asked about by mail when it is saved, and once more on demand', async () => {
    const { messages } = openAt('/account');

    await screen.findByLabelText('E-mail');
    write('E-mail', anna);
    expect(screen.getByText(/When you save, we send a mail/)).toBeTruthy();
    await press('Save');
    expect(await screen.findByText(/Not confirmed yet\. We have sent a mail/)).toBeTruthy();
    await press('Send again');

    expect(await screen.findByText('Another mail is on its way')).toBeTruthy();
    expect(messages.confirmationsSent).toBe(2);
  });

  it('has nothing to ask once it is confirmed, until there is another', async () => {
    openAt('/account', { preferences: withAddress({ emailVerified: true }) });

    expect(await screen.findByText('Confirmed')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
    write('E-mail', 'other@example.org');

    expect(screen.queryByText('Confirmed')).toBeNull();
    expect(screen.getByText(/When you save, we send a mail/)).toBeTruthy();
  });

  it('is confirmed here too when one comes back from the mail, and what was being written stays', async () => {
    const { messages } = openAt('/account', { preferences: withAddress() });

    await screen.findByText(/Not confirmed yet/);
    write('Time zone', 'Asia/Kolkata');
    messages.preferences = withAddress({ emailVerified: true });
    act(() => void document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));

    expect(await screen.findByText('Confirmed')).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Time zone').value).toBe('Asia/Kolkata');
  });

  it('says when it is saved that enough mails were sent', async () => {
    openAt('/account', { confirmationsSent: 3 });

    await screen.findByLabelText('E-mail');
    write('E-mail', anna);
    await press('Save');

    expect(await screen.findByText(/no mail went to the new address/)).toBeTruthy();
  });

  it('says that enough mails were sent', async () => {
    openAt('/account', { preferences: withAddress(), confirmationsSent: 3 });

    await press('Send again');

    expect(await screen.findByText(/ask again in an hour/)).toBeTruthy();
  });

  it.each([
    ['confirmed', withAddress({ emailVerified: true }), 'Confirmed'],
    ['removed', NotificationPreferences.parse({}), 'It was confirmed or removed meanwhile.'],
  ])('says that it was %s elsewhere', async (_what, elsewhere, said) => {
    const { messages } = openAt('/account', { preferences: withAddress() });

    await screen.findByText(/Not confirmed yet/);
    messages.preferences = elsewhere;
    await press('Send again');

    expect(await screen.findByText(said)).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Send again' })).toBeNull();
  });
});

describe('the number of a phone in preferences', () => {
  const phone = '+49301234567';
  const open = () => openAt('/account', { preferences: NotificationPreferences.parse({ phone }) }).messages;
  const line = () => screen.findByRole('group', { name: 'Phone, for text messages' });

  it('is set by operators', async () => {
    openAt('/account');

    const shown = within(await line());
    expect(shown.getByText(/An operator sets it/)).toBeTruthy();
    expect([shown.queryByRole('textbox'), shown.queryByRole('button')]).toEqual([null, null]);
  });

  it('stays unless it is removed, which one may think better of', async () => {
    const messages = open();

    await press('Remove the number');
    await press('Keep the number');
    await press('Save');
    expect(await screen.findByText('Saved')).toBeTruthy();
    expect(messages.preferences.phone).toBe(phone);
    await press('Remove the number');
    await press('Save');

    expect(await screen.findByText('No number')).toBeTruthy();
    expect(messages.preferences.phone).toBeUndefined();
  });

  it('is shown as an operator has changed it meanwhile, before anything is saved', async () => {
    const messages = open();

    await line();
    messages.preferences = { ...messages.preferences, phone: '+34600111222' };
    await press('Save');

    expect(await screen.findByText(/An operator has changed or removed your number/)).toBeTruthy();
    expect(screen.getByText('+34600111222')).toBeTruthy();
    await press('Save');
    expect(await screen.findByText('Saved')).toBeTruthy();
  });
});
