import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, anUpload, aTranscript, anArtifact, ids } from '../testing/examples.js';
import { gatewayWithRecord, openRecord, soundFiles } from '../testing/open-record.js';
import { aRecord, recordIds, someMeasures } from '../testing/record-examples.js';

const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }));
const analysis = {
  ...{ durationSeconds: 120, speechSeconds: 90, wordsPerMinute: 128, distinctWords: 80, warnings: [] },
  pauses: { count: 4, meanSeconds: 1.2, longestSeconds: 3 },
  languages: [{ language: 'te', confidence: 0.93 }],
  keywords: [{ word: 'నది', count: 7 }],
};

describe('the page of a recording', () => {
  it('has the pictures of its sound as the place to go by', async () => {
    openRecord();

    expect((await screen.findByRole('img', { name: 'Waveform' })).getAttribute('src')).toBe(
      `/files/${soundFiles.waveform}`,
    );
    expect(await screen.findByRole('img', { name: 'Spectrogram' })).toBeTruthy();
    const place = screen.getByRole('slider', { name: 'Place in the recording' });
    fireEvent.change(place, { target: { value: '65' } });

    expect(place.getAttribute('aria-valuetext')).toBe('1:05 of 2:00');
    const sound = () => document.querySelector('audio')!; // the player has one
    expect(sound().currentTime).toBe(65);
    fireEvent.click(screen.getByRole('radio', { name: 'Levelled copy' }));
    await waitFor(() => expect(sound().getAttribute('src')).toBe(`/files/${soundFiles.copy}`));
  });

  it('says in words what is good and what is not', async () => {
    openRecord({ measures: someMeasures({ signalToNoiseDb: 9, flags: ['noisy'] }) });

    const complaints = await screen.findByRole('list', { name: 'What a listener would complain of' });
    expect(complaints.textContent).toContain('Record nearer to the speaker');
    const meter = (name: string) => screen.getByRole('meter', { name }).getAttribute('aria-valuetext');
    expect(meter('Signal to noise')).toBe('9.0 dB: Noisy');
    expect(meter('Loudness')).toBe('−22.4 LUFS: Good');
    expect(meter('Speech')).toBe('75 %: Good');
  });

  it('has the transcript line by line, each of which can be listened to', async () => {
    const transcript = { text: 'one two', language: 'te', engine: 'whisper' };
    const gateway = gatewayWithRecord({ transcript });
    gateway.artifacts.push(anArtifact({ jobId: recordIds.measured }));
    gateway.transcripts.set(ids.transcript, aTranscript(['one', ''], ['two', '']));
    openRecord({}, gateway);

    fireEvent.click(await screen.findByRole('button', { name: /two$/ }));

    expect(document.querySelector('audio')?.currentTime).toBe(4);
  });

  it('follows the job that works on it, and shows what it has measured', async () => {
    const none = { measures: undefined, measuredBy: undefined };
    const gateway = gatewayWithRecord({ ...none, state: 'processing', lastJobId: ids.child(71) });
    const job = aJob({ id: ids.child(71), type: 'corpus.processAudio', step: 'measure', percent: 40 });
    gateway.jobs.set(job.id, job);
    const { feed } = openRecord({}, gateway);
    await screen.findByRole('progressbar', { name: 'Progress', value: { now: 40 } });
    expect(screen.getByText('Measure the sound', { selector: '.job-message' })).toBeTruthy();

    gateway.records.records = [aRecord()];
    act(() => feed.show({ job: { ...job, status: 'succeeded', percent: 100, seq: 9 }, children: [], artifacts: [] }));

    expect(await screen.findByText('Nothing that a listener would complain of.')).toBeTruthy();
    expect(screen.queryByRole('progressbar', { name: 'Progress' })).toBeNull();
  });

  it('says why its processing has failed, and begins it again', async () => {
    const gateway = gatewayWithRecord({
      measures: undefined,
      measuredBy: undefined,
      state: 'failed',
      lastJobId: ids.child(75),
    });
    const error = { code: 'media.unreadable', detail: 'It is cut short' };
    gateway.jobs.set(ids.child(75), aJob({ id: ids.child(75), type: 'corpus.processAudio', status: 'failed', error }));
    openRecord({}, gateway);
    expect((await screen.findByRole('alert')).textContent).toContain('It is cut short. Check that the file plays');

    await press('Process');

    await waitFor(() => expect(gateway.calls).toContain(`POST /v1/records/${recordIds.record}/process-audio`));
    expect(await screen.findByRole('list', { name: 'Steps' })).toBeTruthy();
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('analyses what is said, and shows what was found', async () => {
    const { gateway, feed } = openRecord();
    await press('Analyse content');
    await screen.findByRole('progressbar', { name: 'Progress' });

    const job = gateway.jobs.get(ids.child(71))!; // it has begun
    act(() =>
      feed.show({ job: { ...job, status: 'succeeded', seq: 9, output: analysis }, children: [], artifacts: [] }),
    );

    const card = within(await screen.findByRole('region', { name: 'Content' }));
    expect(card.getByText('128')).toBeTruthy();
    expect(card.getByText('Telugu (93 % sure)')).toBeTruthy();
    expect(card.getByRole('list', { name: 'Key words' }).textContent).toBe('నది ×7');
  });

  it('copies its file to the archive', async () => {
    const { gateway, feed } = openRecord();
    await press('Archive');
    await screen.findByRole('region', { name: 'Archive' });
    expect(gateway.submitted).toEqual([{ type: 'storage.upload', input: { uploadId: ids.upload } }]);

    const job = gateway.jobs.get(ids.child(60))!; // it has begun
    const output = { key: 'uploads/a/source', bytes: 2_000_000, sha256: 'abc', parts: 1, resumedParts: 0 };
    act(() => feed.show({ job: { ...job, status: 'succeeded', seq: 9, output }, children: [], artifacts: [] }));

    expect(await screen.findByText(/a copy of 2\.0 MB, which was read back/)).toBeTruthy();
  });

  it('offers no archive where there is none', async () => {
    const gateway = gatewayWithRecord({});
    gateway.records.hasArchive = false;
    openRecord({}, gateway);

    expect(await screen.findByRole('button', { name: 'Analyse content' })).toBeTruthy();
    await waitFor(() => expect(gateway.calls).toContain('GET /v1/archive'));
    expect(screen.queryByRole('button', { name: 'Archive' })).toBeNull();
  });

  it('is edited: only what is another is sent, and what was emptied is taken away', async () => {
    const { gateway } = openRecord({ category: 'song', consent: { given: true } });
    await press('Edit');

    fireEvent.change(screen.getByLabelText('Title'), { target: { value: 'ఉదయం' } });
    fireEvent.change(screen.getByLabelText('Category'), { target: { value: '' } });
    fireEvent.change(screen.getByLabelText('Place'), { target: { value: 'రాజమండ్రి' } });
    await press('Save');

    expect(await screen.findByRole('heading', { level: 1, name: 'ఉదయం' })).toBeTruthy();
    expect(gateway.records.asked).toEqual([{ title: 'ఉదయం', category: null, place: 'రాజమండ్రి' }]);
  });

  it('is deleted after a question, and the list is shown', async () => {
    const { gateway } = openRecord();
    await press('Delete');
    expect(screen.getByRole('group', { name: 'Delete this recording?' }).textContent).toContain(
      'stays among your uploads',
    );

    await press('Yes, delete');

    expect(await screen.findByText('No recordings yet')).toBeTruthy();
    expect(gateway.records.records).toEqual([]);
  });

  it('takes its file later, and processes it then', async () => {
    const { gateway } = openRecord({ uploadId: undefined, upload: undefined, measures: undefined, state: 'none' });
    const file = new File(['waves'], 'tape.wav', { type: 'audio/wav' });

    fireEvent.change(await screen.findByLabelText('Recording as a file'), { target: { files: [file] } });

    await waitFor(() => expect(gateway.calls).toContain(`POST /v1/records/${recordIds.record}/process-audio`));
    expect(gateway.records.asked).toEqual([{ uploadId: anUpload().id }]);
  });

  it('says so where there is none', async () => {
    openRecord({ id: ids.child(99) });

    expect(await screen.findByRole('heading', { name: 'We can’t find this recording' })).toBeTruthy();
  });
});
