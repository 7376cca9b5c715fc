import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { ApiProblem } from '../api/api-problem.js';
import type { FileSending } from '../api/send-file.js';
import { aJob, aProblem, anUpload, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';

const aVideo = new File(['moving pictures'], 'rivers.mp4', { type: 'video/mp4' });

const choose = async (...files: File[]) =>
  fireEvent.change(await screen.findByLabelText('Video or recording, or a PDF'), { target: { files } });

const gatewayWith = (...jobs: ReturnType<typeof aJob>[]) => {
  const gateway = new FakeGateway(goodKey);
  for (const job of jobs) gateway.jobs.set(job.id, job);
  return gateway;
};

describe('adding a video', () => {
  it('sends it, starts its job in the chosen languages and shows that job', async () => {
    const { gateway } = openApp({ gateway: gatewayWith(aJob()) });

    fireEvent.change(await screen.findByLabelText('Translate into'), { target: { value: '' } });
    await choose(aVideo);

    expect(await screen.findByRole('heading', { level: 1, name: 'rivers.mp4' })).toBeTruthy();
    expect(screen.getByRole('list', { name: 'Steps' })).toBeTruthy();
    expect(gateway.processed).toEqual([{}]);
  });

  it('shows how much is sent', async () => {
    let sending: FileSending | undefined;
    openApp({ sendFile: (given) => new Promise(() => (sending = given)) });
    await choose(aVideo);
    const bar = await screen.findByRole('progressbar', { name: 'Upload' });

    act(() => sending?.onProgress(0.42));

    expect(bar.getAttribute('aria-valuenow')).toBe('42');
  });

  it('can be cancelled on the way, without a complaint', async () => {
    openApp({
      sendFile: ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
    });
    await choose(aVideo);

    fireEvent.click(await screen.findByRole('button', { name: 'Cancel upload' }));

    expect(await screen.findByRole('button', { name: 'Choose a file' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('tells the reason when the server refuses the file', async () => {
    const refusal = aProblem(415, 'upload.unsupported', 'Files of this kind are not accepted', 'This is a zip.');
    openApp({ sendFile: () => Promise.reject(new ApiProblem(refusal)) });

    await choose(aVideo);

    const { textContent } = await screen.findByRole('alert');
    expect(textContent).toContain('Files of this kind are not accepted');
    expect(textContent).toContain('This is a zip.');
  });

  it.each([
    ['is empty', [new File([], 'empty.mp4', { type: 'video/mp4' })]],
    ['is not a video, a recording, a PDF or a script', [new File(['x'], 'notes.zip', { type: 'application/zip' })]],
    ['One file at a time', [aVideo, aVideo]],
  ])('sends nothing when the choice %s', async (complaint, files) => {
    let sent = 0;
    openApp({ sendFile: () => Promise.resolve((sent++, anUpload())) });

    await choose(...files);

    expect((await screen.findByRole('alert')).textContent).toContain(complaint);
    expect(sent).toBe(0);
  });
});

describe('the options of a new video', () => {
  const open = async () => {
    const details = (await screen.findByText('More options')).closest('details')!; // a summary stands in one
    details.open = true;
    fireEvent(details, new Event('toggle'));
  };
  const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

  it('go into its job, after a press on start', async () => {
    const { gateway } = openApp({ gateway: gatewayWith(aJob()) });
    fireEvent.change(await screen.findByLabelText('Spoken language'), { target: { value: 'en' } });
    await open();
    type('Start at', '0:10');
    type('End at', '1:05');
    type('Glossary', 'bank = orilla');
    fireEvent.click(screen.getByLabelText('Film with burned-in subtitles'));
    fireEvent.click(screen.getByLabelText('Check the subtitles'));
    await choose(aVideo);

    fireEvent.click(await screen.findByRole('button', { name: 'Start' }));

    await screen.findByRole('heading', { level: 1, name: 'rivers.mp4' });
    expect(gateway.processed).toEqual([
      {
        language: 'en',
        targetLanguage: 'es',
        glossary: [{ source: 'bank', target: 'orilla' }],
        startSeconds: 10,
        endSeconds: 65,
        burnIn: true,
        skip: ['quality'],
      },
    ]);
  });

  it('are asked for again when the file turns out to be shorter', async () => {
    const { gateway } = openApp({ gateway: gatewayWith(aJob()) });
    await open();
    type('Start at', '59:00');
    await choose(aVideo);

    fireEvent.click(await screen.findByRole('button', { name: 'Start' }));

    expect((await screen.findByRole('alert')).textContent).toContain('The recording ends before that.');
    expect(screen.getByLabelText('Start at').getAttribute('aria-invalid')).toBe('true');
    expect(gateway.processed).toEqual([]);
  });

  it('take the terms of a glossary for these languages', async () => {
    const gateway = gatewayWith(aJob());
    const times = { createdAt: aJob().createdAt, updatedAt: aJob().createdAt };
    const terms = [{ source: 'river bank', target: 'orilla' }];
    gateway.learning.glossaries = [
      { id: ids.child(70), name: 'Rivers', from: 'en', to: 'es', terms, ...times },
      { id: ids.child(71), name: 'Flüsse', from: 'en', to: 'de', terms, ...times },
    ];
    openApp({ gateway });
    await open();

    const select = await screen.findByLabelText('Take the terms of');
    expect(select.textContent).not.toContain('Flüsse');
    fireEvent.change(select, { target: { value: ids.child(70) } });

    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('Glossary').value).toBe('river bank = orilla'));
  });

  it('include the audio track, where there are several', async () => {
    const track = { codec: 'aac', channels: 2, sampleRateHz: 48_000 };
    const audioTracks = [
      { ...track, language: 'eng' },
      { ...track, language: 'fra', title: 'Commentary' },
    ];
    const probe = { demuxer: 'matroska', durationSeconds: 60, audioTracks };
    const { gateway } = openApp({
      gateway: gatewayWith(aJob()),
      sendFile: () => Promise.resolve(anUpload({ probe })),
    });
    await choose(aVideo);

    fireEvent.click(await screen.findByRole('radio', { name: /Track 2 · French · Commentary/ }));
    fireEvent.click(screen.getByRole('button', { name: 'Start' }));

    await waitFor(() => expect(gateway.processed).toEqual([{ targetLanguage: 'es', audioTrack: 1 }]));
  });
});

describe('the list of jobs', () => {
  it('invites to begin while it is empty', async () => {
    openApp();

    expect(await screen.findByText('Nothing here yet')).toBeTruthy();
  });

  it('moves with the events', async () => {
    const { feed } = openApp({ gateway: gatewayWith(aJob()) });
    const name = 'Progress of rivers.mp4';
    await screen.findByRole('progressbar', { name, value: { now: 10 } });

    const event = { jobId: ids.job, type: 'progress', seq: 4, run: 1, at: aJob().createdAt };
    act(() => feed.tell({ ...event, change: { percent: 73 } }));

    expect(await screen.findByRole('progressbar', { name, value: { now: 73 } })).toBeTruthy();
  });

  it('says in a few words what a job waits for, and how long it takes', async () => {
    const soon = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();
    const eta = { p50: soon(200), p90: soon(400) };
    openApp({ gateway: gatewayWith(aJob({ status: 'queued', waiting: { reason: 'fairShare', position: 2 }, eta })) });

    const row = (await screen.findByRole('link', { name: 'rivers.mp4' })).closest('li');

    expect(row?.textContent).toContain('Number 2 in line · about 4 min left');
  });

  it('shows only jobs of the chosen state', async () => {
    const done = aJob({ id: ids.child(1), status: 'succeeded' });
    const { gateway } = openApp({ gateway: gatewayWith(aJob(), done) });
    await screen.findByRole('list', { name: 'Jobs' });

    fireEvent.click(screen.getByRole('radio', { name: 'Done' }));

    const links = await screen.findAllByRole('link', { name: 'rivers.mp4' });
    expect(links.map((link) => link.getAttribute('href'))).toEqual([`/jobs/${done.id}`]);
    expect(gateway.calls).toContain('GET /v1/jobs?limit=20&status=succeeded');
  });

  it('shows operators the jobs of everybody, without those that the system begins by itself', async () => {
    const gateway = gatewayWith(aJob());
    gateway.role = 'operator';
    openApp({ gateway });

    expect(await screen.findByRole('heading', { name: 'Jobs of everybody' })).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Kind of job'), { target: { value: 'system.healthCheck' } });

    await waitFor(() => expect(gateway.calls).toContain('GET /v1/jobs?limit=20&type=system.healthCheck'));
    expect(gateway.calls).toContain('GET /v1/jobs?limit=20&type=video.process');
  });
});
