import type { Job } from '@polyspool/contracts/job-status';
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, anArtifact, aPart, aTranscript, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const openJob = (...jobs: Job[]) => {
  const gateway = new FakeGateway(goodKey);
  for (const job of jobs) gateway.jobs.set(job.id, job);
  return { gateway, open: () => openApp({ gateway, at: `/jobs/${ids.job}` }) };
};

const event = { jobId: ids.job, type: 'progress', run: 1, at: aJob().createdAt };

describe('the page of a job', () => {
  it('shows progress, steps and parts as they come', async () => {
    const { feed } = openJob(aJob({ percent: 40 }), aPart(0, { percent: 30 })).open();
    const steps = await screen.findByRole('list', { name: 'Steps' });
    expect(within(steps).getByText('Listen and translate').closest('li')?.getAttribute('aria-current')).toBe('step');

    act(() => feed.tell({ ...event, seq: 4, change: { percent: 55 } }));
    act(() => feed.tell({ ...event, jobId: ids.child(0), parentId: ids.job, seq: 2, change: { percent: 90 } }));

    const part = { name: 'Part 1, 0:00–1:00: Listening', value: { now: 90 } };
    expect(await screen.findByRole('progressbar', { name: 'Progress', value: { now: 55 } })).toBeTruthy();
    expect(await screen.findByRole('progressbar', part)).toBeTruthy();
  });

  it('says what went wrong and what to do', async () => {
    const error = { code: 'media.noAudio', detail: 'Only pictures in this one.' };
    openJob(aJob({ status: 'failed', step: 'probe', error })).open();

    const card = await screen.findByRole('alert', { name: 'What went wrong' });

    for (const text of ['The file has no audio track', error.detail, 'Choose a file with sound.', error.code]) {
      expect(within(card).getByText(text)).toBeTruthy();
    }
  });

  it('says that the engine does not know the language spoken', async () => {
    const error = { code: 'engine.unsupportedLanguage', detail: 'pocketsphinx does not know te' };
    openJob(aJob({ status: 'failed', step: 'probe', error })).open();

    const card = await screen.findByRole('alert', { name: 'What went wrong' });

    for (const text of ['The engine does not know this language', error.detail, 'Start again with other languages.']) {
      expect(within(card).getByText(text)).toBeTruthy();
    }
  });

  it('says once what a job that succeeded had to leave out', async () => {
    const detail = 'apertium cannot translate en to ko; the transcript is complete without it';
    const warnings = [0, 1].map(() => ({ code: 'engine.unsupportedPair', detail }));
    openJob(aJob({ status: 'succeeded', output: { chunks: 2, warnings } })).open();

    const notice = await screen.findByRole('region', { name: 'Good to know' });

    expect(within(notice).getAllByText(detail)).toHaveLength(1);
  });

  it('has nothing to say about a job that left nothing out', async () => {
    openJob(aJob({ status: 'succeeded', output: { warnings: [] } })).open();

    await screen.findByRole('region', { name: 'Progress' });

    expect(screen.queryByRole('region', { name: 'Good to know' })).toBeNull();
  });

  it('is a clear "not found" for an unknown job', async () => {
    openJob().open();

    expect(await screen.findByRole('heading', { name: 'We can’t find this job' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Go to your jobs' })).toBeTruthy();
  });

  it('stops a job only after a second question', async () => {
    const { gateway, open } = openJob(aJob());
    open();

    fireEvent.click(await screen.findByRole('button', { name: 'Cancel job' }));
    expect(gateway.calls).not.toContain(`POST /v1/jobs/${ids.job}/cancel`);
    fireEvent.click(screen.getByRole('button', { name: 'Yes, stop' }));

    expect(await screen.findByRole('button', { name: 'Stopping…' })).toBeTruthy();
  });

  it('starts a failed job again', async () => {
    const error = { code: 'video.chunkFailed', detail: '0:10 to 0:20' };
    const { gateway, open } = openJob(aJob({ status: 'failed', error }));
    open();

    fireEvent.click(await screen.findByRole('button', { name: 'Try again' }));

    expect(await screen.findByRole('button', { name: 'Cancel job' })).toBeTruthy();
    expect(screen.queryByRole('alert', { name: 'What went wrong' })).toBeNull();
    expect(gateway.calls).toContain(`POST /v1/jobs/${ids.job}/resume`);
  });

  it('tells when it was too late to stop', async () => {
    const { gateway, open } = openJob(aJob());
    open();
    fireEvent.click(await screen.findByRole('button', { name: 'Cancel job' }));

    gateway.jobs.set(ids.job, aJob({ status: 'succeeded' }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes, stop' }));

    expect((await screen.findByRole('alert')).textContent).toContain('The job has already ended');
  });

  it('asks by itself while no events come', async () => {
    const { gateway, open } = openJob(aJob({ percent: 10 }));
    const { feed } = open();
    await screen.findByText('10%');

    gateway.jobs.set(ids.job, aJob({ percent: 64, seq: 9 }));
    act(() => feed.enter('down'));

    expect(await screen.findByText('64%', undefined, { timeout: 5000 })).toBeTruthy();
  });
});

describe('the text of a job', () => {
  it('grows with every part that is done, and says that it is a draft', async () => {
    const { gateway, open } = openJob(aJob(), aPart(0));
    const { feed } = open();
    await screen.findByRole('list', { name: 'Parts' });

    gateway.artifacts = [anArtifact({ jobId: ids.child(0) })];
    gateway.transcripts.set(ids.transcript, aTranscript(['go forward', 'vaya adelante']));
    const done = { status: 'succeeded', percent: 100 } as const;
    act(() => feed.tell({ ...event, jobId: ids.child(0), parentId: ids.job, seq: 2, change: done }));

    expect(await screen.findByRole('button', { name: /go forward/ })).toBeTruthy();
    expect(screen.getByText('Draft: made by pocketsphinx and apertium')).toBeTruthy();
  });

  it('leads to its place in the recording and shows both languages there', async () => {
    const { gateway, open } = openJob(aJob({ status: 'succeeded' }));
    gateway.artifacts = [anArtifact()];
    gateway.transcripts.set(ids.transcript, aTranscript(['go forward', 'vaya adelante'], ['then stop', 'pues pare']));
    open();

    const line = await screen.findByRole('button', { name: /then stop/ });
    fireEvent.click(line);

    const captions = screen.getByRole('group', { name: 'Current subtitles' });
    expect(captions.querySelector('[lang=en]')?.textContent).toBe('then stop');
    expect(within(captions).getByText('pues pare').getAttribute('lang')).toBe('es');
    expect(line.getAttribute('aria-current')).toBe('true');
    expect(document.querySelector('video')?.currentTime).toBe(4);
  });

  it('offers every file with its language, size and quality', async () => {
    const { gateway, open } = openJob(aJob({ status: 'succeeded' }));
    const subtitles = { kind: 'subtitles', name: 'subtitles.en.vtt', language: 'en', id: ids.child(9) } as const;
    gateway.artifacts = [anArtifact({ language: 'en' }), anArtifact(subtitles)];
    gateway.transcripts.set(ids.transcript, aTranscript(['go forward', 'vaya adelante']));
    open();

    const button = await screen.findByRole('button', { name: 'Download subtitles.en.vtt' });

    expect((await screen.findByText('Draft: made by pocketsphinx')).closest('li')).toBe(button.closest('li'));
    expect(button.closest('li')?.textContent).toContain('English · 2.0 kB');
    const transcript = screen.getByRole('button', { name: 'Download transcript.json' }).closest('li');
    expect(transcript?.textContent).toContain('Draft: made by pocketsphinx and apertium');
    await waitFor(() => expect(document.querySelector('track')?.label).toBe('English'));
  });
});
