import { fireEvent, screen } from '@testing-library/react';
import { ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';
import { aSchedule } from '../testing/operations-examples.js';

function openSchedule() {
  const gateway = new FakeGateway(goodKey);
  gateway.role = 'admin';
  gateway.operations.schedules = [aSchedule({ input: { deep: true } })];
  openApp({ gateway, at: '/operations' });
  return gateway;
}

describe('a schedule', () => {
  it('is run at once as a job of its own, and leads to it', async () => {
    const gateway = openSchedule();

    fireEvent.click(await screen.findByRole('button', { name: 'Run now: health-check' }));

    const link = await screen.findByRole('link', { name: /It runs/ });
    expect(link.getAttribute('href')).toBe(`/jobs/${ids.child(60)}`);
    expect(gateway.submitted).toEqual([{ type: 'system.healthCheck', input: { deep: true } }]);
  });

  it('says when it would run before it is changed', async () => {
    const gateway = openSchedule();
    fireEvent.click(await screen.findByRole('button', { name: 'Change time of health-check' }));
    fireEvent.change(screen.getByLabelText('Time, as cron writes it, in UTC'), { target: { value: '0 2 * * *' } });

    expect(await screen.findByText('It would run every day, next Mon 23 Nov, 02:00 UTC.')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Time, as cron writes it, in UTC'), { target: { value: 'never' } });

    expect(await screen.findByText('No time.')).toBeTruthy();
    expect(gateway.calls.some((call) => call.startsWith('PATCH'))).toBe(false);
  });
});
