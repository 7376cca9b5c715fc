import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import type { FileSending } from '../api/send-file.js';
import { aProblem, anUpload, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { aScript } from '../testing/film-examples.js';
import { goodKey, openApp } from '../testing/open-app.js';

const aFountain = new File(['INT. HARBOUR'], 'harbour.fountain', { type: '' });

async function open(options: Parameters<typeof openApp>[0] = {}) {
  const opened = openApp(options);
  fireEvent.click(await screen.findByRole('radio', { name: 'A script, for a film' }));
  return opened;
}

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const make = () => fireEvent.click(screen.getByRole('button', { name: 'Make the film' }));

describe('a film from a script', () => {
  it('needs no more than a script: what is not said is left to the server', async () => {
    const { gateway } = await open();

    type('Script', 'The harbour lies still.');
    make();

    expect(await screen.findByRole('heading', { level: 1, name: 'Film' })).toBeTruthy();
    expect(gateway.films.asked).toEqual([{ script: 'The harbour lies still.' }]);
  });

  it('goes with all that was chosen', async () => {
    const { gateway } = await open();

    type('Script', 'The harbour lies still.');
    type('Title', 'The harbour');
    type('Language of the script', 'en');
    fireEvent.click(screen.getByRole('radio', { name: /Upright/ }));
    fireEvent.click(screen.getByRole('radio', { name: /Draft/ }));
    type('Subtitles', 'burned');
    type('Who draws', 'comfyui');
    type('Who speaks', 'espeak');
    type('Voice of the narrator', 'en-gb');
    type('Style', 'watercolour');
    type('Highest cost', '2.5');
    fireEvent.click(screen.getByLabelText('Card at the end'));
    make();

    await waitFor(() =>
      expect(gateway.films.asked).toEqual([
        {
          script: 'The harbour lies still.',
          title: 'The harbour',
          language: 'en',
          aspectRatio: '9:16',
          quality: 'draft',
          subtitles: 'burned',
          imageEngine: 'comfyui',
          speechEngine: 'espeak',
          voice: 'en-gb',
          style: 'watercolour',
          endCard: false,
          maxCost: 2.5,
        },
      ]),
    );
  });

  it('tells what it comes to before it is begun', async () => {
    const { gateway } = await open();

    type('Script', 'The harbour lies still.');

    const estimate = within(screen.getByRole('region', { name: 'Estimate' }));
    expect(await estimate.findByText('about €0.48')).toBeTruthy();
    expect(estimate.getByText('about 3')).toBeTruthy();
    expect(estimate.getByText('about 50 s, 3 min at most')).toBeTruthy();
    expect(estimate.getByText(/Guessed from the length of the script/)).toBeTruthy();
    expect(gateway.films.estimated).toEqual([{ script: 'The harbour lies still.' }]);
    expect(gateway.films.asked).toEqual([]);
  });

  it('takes a script as a file, and music beside it', async () => {
    const music = anUpload({ id: ids.child(63), kind: 'audio', name: 'waves.mp3' });
    const sendFile = ({ file }: FileSending) => Promise.resolve(file.name === 'waves.mp3' ? music : aScript());
    const { gateway } = await open({ sendFile });

    fireEvent.change(screen.getByLabelText('Script as a file'), { target: { files: [aFountain] } });
    expect(await screen.findByText('5,120 characters')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('Music as a file'), { target: { files: [new File(['x'], 'waves.mp3')] } });
    expect(await screen.findByText('waves.mp3')).toBeTruthy();
    await waitFor(() => expect(screen.queryByRole('progressbar')).toBeNull());
    make();

    await waitFor(() => expect(gateway.films.asked).toEqual([{ uploadId: ids.upload, musicUploadId: music.id }]));
  });

  it('begins when a script is dropped where recordings are', async () => {
    openApp({ upload: aScript() });

    fireEvent.change(await screen.findByLabelText('Video or recording, or a PDF'), { target: { files: [aFountain] } });

    expect(await screen.findByText('5,120 characters')).toBeTruthy();
    expect(screen.getByRole('radio', { name: 'A script, for a film' })).toHaveProperty('checked', true);
  });

  it('is still there for those who have looked at something else', async () => {
    await open();
    type('Script', 'Once.');

    fireEvent.click(screen.getByRole('radio', { name: 'A document (PDF)' }));
    fireEvent.click(screen.getByRole('radio', { name: 'A script, for a film' }));

    expect(screen.getByLabelText<HTMLTextAreaElement>('Script').value).toBe('Once.');
  });

  it.each([
    ['is not a script', new File(['x'], 'harbour.doc')],
    ['is empty', new File([], 'harbour.txt')],
  ])('sends nothing that %s', async (words, file) => {
    let sent = 0;
    await open({ sendFile: () => Promise.resolve((sent++, aScript())) });

    fireEvent.change(screen.getByLabelText('Script as a file'), { target: { files: [file] } });

    expect((await screen.findByText(new RegExp(words))).className).toBe('fault');
    expect(sent).toBe(0);
  });

  it('asks for a script, and for what is right', async () => {
    const { gateway } = await open();

    make();
    expect((await screen.findByRole('alert')).textContent).toContain('There is no script yet');
    type('Script', 'Once.');
    type('Seed', '-1');
    make();

    expect((await screen.findByRole('alert')).textContent).toContain('A whole number from 0 to 4294967295.');
    expect(screen.getByLabelText('Seed').getAttribute('aria-invalid')).toBe('true');
    expect(gateway.films.asked).toEqual([]);
  });

  it('tells why the server refuses it', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.films.refusal = [404, aProblem(404, 'project.unknown', 'There is no such project', 'It is gone.')];
    await open({ gateway });

    type('Script', 'Once.');
    make();

    expect((await screen.findByRole('alert')).textContent).toContain('There is no such project');
  });
});

describe('the project of a film', () => {
  const project = { id: ids.child(64), name: 'Whales', role: 'editor', createdAt: '2026-01-02T03:04:05.000Z' } as const;

  it('says what holds where nothing is chosen, and is sent instead of that', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.films.projects = [{ ...project, settings: { aspectRatio: '1:1', language: 'es' } }];
    await open({ gateway });
    await screen.findByRole('option', { name: 'Whales' });

    type('Project', project.id);
    type('Script', 'Once.');

    expect(screen.getByRole('radio', { name: /Square/ })).toHaveProperty('checked', true);
    expect(screen.getByRole('option', { name: 'As in the project: Spanish' })).toBeTruthy();
    make();
    await waitFor(() => expect(gateway.films.asked).toEqual([{ script: 'Once.', projectId: project.id }]));
  });

  it('is made here, with what is chosen as its settings', async () => {
    const { gateway } = await open();
    fireEvent.click(screen.getByRole('radio', { name: /Upright/ }));

    type('Project', 'new');
    type('Name of the project', 'Whales');
    fireEvent.click(screen.getByRole('button', { name: 'Create the project' }));

    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('Project').value).toBe(ids.child(62)));
    expect(gateway.films.projects).toMatchObject([{ name: 'Whales', settings: { aspectRatio: '9:16' } }]);
  });

  it('is none that one may only look at', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.films.projects = [
      { ...project, settings: {} },
      { ...project, id: ids.child(65), name: 'Of others', role: 'viewer', settings: {} },
    ];
    await open({ gateway });

    await screen.findByRole('option', { name: 'Whales' });

    expect(screen.queryByRole('option', { name: 'Of others' })).toBeNull();
  });
});
