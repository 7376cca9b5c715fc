import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import type { FakeOperations } from '../testing/fake-operations.js';
import { goodKey, openApp } from '../testing/open-app.js';
import { aLetterGroup, anAlert, anEngine, aQueue, aSchedule, aWorker } from '../testing/operations-examples.js';

function openOperations(fill: Partial<Omit<FakeOperations, 'asked'>> = {}) {
  const gateway = new FakeGateway(goodKey);
  gateway.role = 'operator';
  Object.assign(gateway.operations, fill);
  openApp({ gateway, at: '/operations' });
  return gateway;
}

const rowOf = async (list: string, name: string) => {
  const rows = within(await screen.findByRole('list', { name: list }));
  return within((await rows.findByRole('heading', { name })).closest('li')!); // what is in a list is in an item of it
};

describe('the way to the operations', () => {
  it('is shown to operators', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.role = 'admin';
    openApp({ gateway });

    fireEvent.click(await screen.findByRole('link', { name: 'Operations' }));

    expect(await screen.findByRole('heading', { level: 1, name: 'Operations' })).toBeTruthy();
  });

  it('is not there for users; who comes anyway learns what is missing, and nothing else is asked', async () => {
    const { gateway } = openApp({ at: '/operations' });

    expect(await screen.findByRole('heading', { name: 'This page is for operators' })).toBeTruthy();
    expect(screen.getByText(/signed in as Mariam, with the role “user”/)).toBeTruthy();
    expect(screen.queryByRole('link', { name: 'Operations' })).toBeNull();
    expect(gateway.calls.some((call) => call.includes('/v1/admin/'))).toBe(false);
  });
});

describe('a quiet day', () => {
  it('is told as good news', async () => {
    openOperations({ workers: [aWorker()] });

    expect(await screen.findByText('No alert is open. That is good news.')).toBeTruthy();
    expect(await screen.findByText('No job has failed for good.')).toBeTruthy();
  });

  it('is none when no worker is alive', async () => {
    openOperations();

    expect((await screen.findByRole('alert')).textContent).toContain('No worker is alive');
  });
});

describe('queues', () => {
  it('show what is in them', async () => {
    openOperations({ queues: [aQueue({ queued: 7, running: 4 })] });

    const row = await rowOf('Queues', 'video');

    expect(row.getByText('Waiting').nextSibling?.textContent).toBe('7');
    expect(row.getByText('Running').nextSibling?.textContent).toBe('4');
  });

  it('are paused and resumed', async () => {
    openOperations({ queues: [aQueue()] });

    fireEvent.click(await screen.findByRole('button', { name: 'Pause video' }));
    expect(await screen.findByText('Paused')).toBeTruthy();
    fireEvent.click(await screen.findByRole('button', { name: 'Resume video' }));

    expect(await screen.findByText('Open')).toBeTruthy();
  });

  it('are purged only by those who have seen how many jobs that cancels', async () => {
    const { operations } = openOperations({ queues: [aQueue({ queued: 7 })] });

    fireEvent.click(await screen.findByRole('button', { name: 'Purge video' }));
    expect(await screen.findByText(/This cancels 7 jobs that wait/)).toBeTruthy();
    expect(operations.asked).toEqual([{ dryRun: true }]);
    fireEvent.click(screen.getByRole('button', { name: 'Yes, cancel them' }));

    expect(await screen.findByText('Nobody waits')).toBeTruthy();
    expect(operations.asked).toEqual([{ dryRun: true }, { dryRun: false }]);
  });

  it('with nothing in them cannot be purged', async () => {
    openOperations({ queues: [aQueue()] });

    fireEvent.click(await screen.findByRole('button', { name: 'Purge video' }));

    expect(await screen.findByText(/there is nothing to cancel/)).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Yes, cancel them' }).disabled).toBe(true);
    fireEvent.keyDown(screen.getByRole('button', { name: 'Leave it' }), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Purge video' }));
  });
});

describe('engines and workers', () => {
  it('tell that an engine is down, and when it is tried next', async () => {
    const retryAt = new Date(Date.now() + 60_000).toISOString();
    openOperations({ engines: [anEngine({ state: 'open', retryAt, detail: 'connection refused' })] });

    const row = await rowOf('Engines', 'the speech engine');

    for (const text of ['Does not answer', /^Next try in (\d+ s|1 min)$/, 'connection refused']) {
      expect(row.getByText(text)).toBeTruthy();
    }
  });

  it('tell apart the engines that one may choose among', async () => {
    openOperations({
      engines: [
        anEngine({ name: 'imageGenerator:openai', state: 'open' }),
        anEngine({ name: 'imageGenerator:comfyui', state: 'closed' }),
      ],
    });

    expect((await rowOf('Engines', 'the picture engine OpenAI')).getByText('Does not answer')).toBeTruthy();
    expect((await rowOf('Engines', 'the picture engine ComfyUI')).getByText('Answers')).toBeTruthy();
  });

  it('tell who works on what', async () => {
    openOperations({ workers: [aWorker()] });

    const row = await rowOf('Workers', 'video-worker');

    for (const text of ['3 of 6', 'video × 4, video-short × 2', '182 MB']) expect(row.getByText(text)).toBeTruthy();
  });
});

describe('dead letters', () => {
  const name = 'Subtitles: The engine failed';

  it('of a kind run again, as fast as one likes', async () => {
    const { operations } = openOperations({ letters: [aLetterGroup()] });

    fireEvent.click(await screen.findByRole('button', { name: `Replay these of ${name}` }));
    expect(await screen.findByText(/^12 jobs run again/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('How fast'), { target: { value: '1' } });
    fireEvent.click(screen.getByRole('button', { name: 'Yes, run again' }));

    expect(await screen.findByText('No job has failed for good.')).toBeTruthy();
    expect(operations.asked).toEqual([
      { fingerprint: 'f1', dryRun: true },
      { fingerprint: 'f1', perSecond: 1 },
    ]);
  });

  it('of all kinds run again at once', async () => {
    const { operations } = openOperations({ letters: [aLetterGroup(), aLetterGroup({ fingerprint: 'f2', count: 3 })] });

    fireEvent.click(await screen.findByRole('button', { name: 'Replay all' }));
    expect(await screen.findByText(/^15 jobs run again/)).toBeTruthy();
    fireEvent.change(screen.getByLabelText('How fast'), { target: { value: '' } });
    fireEvent.click(screen.getByRole('button', { name: 'Yes, run again' }));

    expect(await screen.findByText('No job has failed for good.')).toBeTruthy();
    expect(operations.asked).toEqual([{ all: true, dryRun: true }, { all: true }]);
  });

  it('open to their jobs, which run again one by one', async () => {
    const { operations } = openOperations({ letters: [aLetterGroup()], deadJobs: [aJob({ status: 'failed' })] });
    const row = await rowOf('Dead letters', name);

    fireEvent.click(row.getByText('Jobs'));
    const link = await row.findByRole('link', { name: 'Job 00000001' });
    fireEvent.click(row.getByRole('button', { name: 'Replay job 00000001' }));

    expect(link.getAttribute('href')).toBe(`/jobs/${ids.job}`);
    await waitFor(() => expect(operations.asked).toEqual([{ jobIds: [ids.job] }]));
  });

  it('are taken away only by those who have seen how many', async () => {
    const { operations } = openOperations({ letters: [aLetterGroup()] });

    fireEvent.click(await screen.findByRole('button', { name: `Purge ${name}` }));
    expect(await screen.findByText(/takes 12 dead letters off this list/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Yes, take away' }));

    expect(await screen.findByText('No job has failed for good.')).toBeTruthy();
    expect(operations.asked.map((asked) => (asked as { dryRun: string }).dryRun)).toEqual(['true', 'false']);
  });
});

it('an alert is gone when it is seen, and still found by who looks for it', async () => {
  openOperations({ alerts: [anAlert()] });

  fireEvent.click(await screen.findByRole('button', { name: /^Mark as seen: video.process failed/ }));
  expect(await screen.findByText('No alert is open. That is good news.')).toBeTruthy();
  fireEvent.click(screen.getByRole('checkbox', { name: 'Those already seen, too' }));

  expect(await screen.findByText(/^video.process failed/)).toBeTruthy();
});

describe('schedules', () => {
  it('lead to the job of their last run', async () => {
    openOperations({ schedules: [aSchedule({ lastRunAt: new Date().toISOString(), lastJobId: ids.job })] });

    const row = await rowOf('Schedules', 'health-check');

    expect(row.getByRole('link').getAttribute('href')).toBe(`/jobs/${ids.job}`);
    expect(row.getByText('just now')).toBeTruthy();
  });

  it('are turned off', async () => {
    openOperations({ schedules: [aSchedule()] });

    fireEvent.click(await screen.findByRole('button', { name: 'Turn off health-check' }));

    expect(await screen.findByRole('button', { name: 'Turn on health-check' })).toBeTruthy();
  });

  it('take another time, unless it is none', async () => {
    openOperations({ schedules: [aSchedule()] });
    const save = (cron: string) => {
      fireEvent.change(screen.getByLabelText('Time, as cron writes it, in UTC'), { target: { value: cron } });
      fireEvent.click(screen.getByRole('button', { name: 'Save' }));
    };

    fireEvent.click(await screen.findByRole('button', { name: 'Change time of health-check' }));
    save('never');
    expect(await screen.findByText('The schedule does not say when')).toBeTruthy();
    save('0 3 * * *');

    expect(await screen.findByText('0 3 * * *')).toBeTruthy();
  });
});
