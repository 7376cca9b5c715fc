import type { Attempt, Job } from '@polyspool/contracts/job-status';
import { act, fireEvent, screen, within } from '@testing-library/react';
import { aJob, aPart, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

function openJob(...jobs: Job[]) {
  const gateway = new FakeGateway(goodKey);
  for (const job of jobs) gateway.jobs.set(job.id, job);
  return { ...openApp({ gateway, at: `/jobs/${ids.job}` }), gateway };
}

const expectations = async () => within(await screen.findByRole('list', { name: 'What to expect' }));

describe('what to expect of a job', () => {
  it('says why it waits, its place, and when it will be done', async () => {
    const eta = { p50: soon(200), p90: soon(350) };
    openJob(aJob({ status: 'queued', waiting: { reason: 'fairShare', position: 3 }, eta }));

    const facts = await expectations();

    expect(facts.getByText('Number 3 in line. It starts by itself.')).toBeTruthy();
    expect(facts.getByText('Done in about 4 min, at most 6 min')).toBeTruthy();
  });

  it('counts down to the next try', async () => {
    openJob(aJob({ status: 'retrying', waiting: { reason: 'backoff', clearsAt: soon(30) } }));
    const facts = await expectations();
    const first = facts.getByText(/Next try in \d+ s/).textContent;

    const later = await facts.findByText((text) => /Next try in \d+ s/.test(text) && text !== first, undefined, {
      timeout: 3000,
    });

    expect(later).toBeTruthy();
  });

  it('tells what holds up the parts that the job waits for', async () => {
    const waits = aPart(0, { status: 'queued', waiting: { reason: 'engineDown' } });
    openJob(aJob({ waiting: { reason: 'children' } }), waits);

    expect((await expectations()).getByText(/does not answer. It goes on by itself./)).toBeTruthy();
  });

  it('does not call it waiting while a part of it goes on', async () => {
    openJob(aJob({ waiting: { reason: 'children' } }), aPart(0));

    await screen.findByRole('list', { name: 'Parts' });

    expect(screen.queryByRole('list', { name: 'What to expect' })).toBeNull();
  });

  it('is asked for while events come, as they do not tell it', async () => {
    const { gateway, feed } = openJob(aJob());
    await screen.findByText('10%');

    gateway.jobs.set(ids.job, aJob({ eta: { p50: soon(100), p90: soon(100) } }));

    expect(await screen.findByText('Done in about 2 min', undefined, { timeout: 5000 })).toBeTruthy();
    const event = { jobId: ids.job, type: 'progress', run: 1, at: aJob().createdAt, seq: 4 };
    act(() => feed.tell({ ...event, change: { percent: 40 } }));
    expect(screen.getByText('Done in about 2 min')).toBeTruthy();
  });

  it('says what earlier work has saved, also in the end', async () => {
    openJob(aJob({ status: 'succeeded', reused: { steps: 5, savedSeconds: 40 } }));

    expect((await expectations()).getByText('5 steps taken from earlier work, 40 s saved')).toBeTruthy();
  });

  it('can be hurried while it waits for its next try', async () => {
    const { gateway } = openJob(aJob({ status: 'retrying', waiting: { reason: 'backoff', clearsAt: soon(300) } }));

    fireEvent.click(await screen.findByRole('button', { name: 'Try now' }));

    expect(await screen.findByRole('button', { name: 'Trying…' })).toBeTruthy();
    expect(gateway.calls).toContain(`POST /v1/jobs/${ids.job}/retry`);
  });
});

describe('the attempts of a job', () => {
  const attempt: Attempt = {
    run: 1,
    attempt: 1,
    worker: 'host:1:ab',
    startedAt: '2026-01-02T03:04:05.000Z',
    finishedAt: '2026-01-02T03:04:07.500Z',
    outcome: 'failed',
    error: { code: 'engine.failed', detail: 'It ended with 1.' },
    peakRssBytes: 210_000_000,
    cpuSeconds: 1.84,
  };

  const openAttemptsOf = async (job: Job, ...attempts: Attempt[]) => {
    const { gateway } = openJob(job);
    gateway.attempts = attempts;
    const heading = await screen.findByRole('heading', { name: 'Attempts' });
    expect(gateway.calls).not.toContain(`GET /v1/jobs/${ids.job}/attempts`);
    fireEvent.click(heading.closest('summary')!); // the heading stands in it
    return within(await screen.findByRole('table'));
  };
  const openAttempts = (...attempts: Attempt[]) => openAttemptsOf(aJob({ attempts: attempts.length }), ...attempts);

  it('are shown when somebody wants to know', async () => {
    const table = await openAttempts(attempt, { ...attempt, attempt: 2, outcome: 'lost' });

    for (const text of ['Failed', 'Worker was lost']) expect(table.getByText(text)).toBeTruthy();
    for (const text of ['2.5 s', '210 MB', '1.8 s', 'engine.failed: It ended with 1.']) {
      expect(table.getAllByText(text)).toHaveLength(2);
    }
    expect(table.queryByText('Stack')).toBeNull();
  });

  it('show the stack to whom the server gives it', async () => {
    const error = { code: 'internal', detail: 'x is undefined', errorClass: 'TypeError', stack: 'TypeError: x\n at y' };

    const table = await openAttempts({ ...attempt, error });

    expect(table.getByText('TypeError: x is undefined')).toBeTruthy();
    expect(table.getByText(/at y/).closest('details')?.open).toBe(false);
  });

  it('lead to the trace of the job, where the server says where that is shown', async () => {
    const traceUrl = 'http://jaeger.local/trace/4bf92f35';
    await openAttemptsOf(aJob({ traceUrl }), attempt);

    const link = await screen.findByRole('link', { name: 'Trace of this job' });

    expect(link.getAttribute('href')).toBe(traceUrl);
  });

  it('lead to no trace where the server does not', async () => {
    await openAttempts(attempt);

    expect(screen.queryByRole('link', { name: 'Trace of this job' })).toBeNull();
  });
});
