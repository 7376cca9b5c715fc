import type { Upload } from '@polyspool/contracts/files';
import { act, fireEvent, screen } from '@testing-library/react';
import type { FileSending } from '../api/send-file.js';
import { aProblem, anUpload, ids } from '../testing/examples.js';
import { openApp } from '../testing/open-app.js';

const sound = new File(['waves'], 'night_at-the-harbour.wav', { type: 'audio/wav' });
const upload = anUpload({ kind: 'audio', name: sound.name });
const choose = async (file: File) =>
  fireEvent.change(await screen.findByLabelText('Recording as a file'), { target: { files: [file] } });
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('a new recording', () => {
  it('is written of while it is sent, and processed as soon as both are there', async () => {
    let sending: FileSending | undefined;
    let arrive: (arrived: Upload) => void = () => undefined;
    const sendFile = (given: FileSending) => {
      sending = given;
      return new Promise<Upload>((resolve) => (arrive = resolve));
    };
    const { gateway } = openApp({ at: '/recordings/new', sendFile });
    await choose(sound);
    act(() => sending?.onProgress(0.4));
    expect(screen.getByRole('progressbar', { name: 'Upload', value: { now: 40 } })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('Title').value).toBe('Night at the harbour');

    type('Title', 'నది');
    type('Spoken language', 'te');
    type('Contributor', 'సీతమ్మ');
    type('Consent of the speaker', 'given');
    type('Date of the consent', '2026-03-02');
    type('Licence', 'CC0-1.0');
    press('Add and process');
    expect(await screen.findByText('It is added as soon as the file is here.')).toBeTruthy();
    act(() => arrive(upload));

    expect(await screen.findByRole('heading', { level: 1, name: 'నది' })).toBeTruthy();
    expect(gateway.records.asked).toEqual([
      {
        ...{ title: 'నది', uploadId: ids.upload, language: 'te', contributor: 'సీతమ్మ', licence: 'CC0-1.0' },
        consent: { given: true, on: '2026-03-02' },
      },
    ]);
    expect(gateway.calls).toContain(`POST /v1/records/${ids.child(70)}/process-audio`);
    expect(await screen.findByRole('list', { name: 'Steps' })).toBeTruthy();
  });

  it('is not added without a file and a title', async () => {
    const { gateway } = openApp({ at: '/recordings/new' });
    await screen.findByLabelText('Recording as a file');

    press('Add and process');

    expect(screen.getByText('Choose the file of the recording.')).toBeTruthy();
    expect(screen.getByLabelText('Title').getAttribute('aria-invalid')).toBe('true');
    await choose(new File(['x'], 'paper.pdf', { type: 'application/pdf' }));
    expect(screen.getByRole('alert').textContent).toContain('is a document, not a recording');
    expect(gateway.records.asked).toEqual([]);
  });

  it('is kept where it cannot be processed now, and its page says why', async () => {
    const { gateway } = openApp({ at: '/recordings/new', upload });
    gateway.records.refusal = [429, aProblem(429, 'quota.jobs', 'Too many jobs', 'Wait for some to end.')];
    await choose(sound);

    press('Add and process');

    expect(await screen.findByRole('heading', { level: 1, name: 'Night at the harbour' })).toBeTruthy();
    expect(screen.getByRole('alert').textContent).toContain('Wait for some to end.');
    expect(screen.getByRole('button', { name: 'Process' })).toBeTruthy();
  });
});
