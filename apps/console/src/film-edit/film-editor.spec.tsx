import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aProblem, ids } from '../testing/examples.js';
import { aFilm, aProvenance, aScene, partIds } from '../testing/film-examples.js';
import { openFilm } from '../testing/open-film.js';

const [one, two, three] = [aScene('one'), aScene('two'), aScene('three')] as const;
const film = aFilm(one, two, three);

const open = async (...options: Parameters<typeof openFilm> | []) => {
  const opened = openFilm(options[0] ?? film, options[1]);
  await screen.findByRole('heading', { name: 'Scenes' });
  return opened;
};
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const headings = () =>
  within(screen.getByRole('list', { name: 'Scenes' }))
    .getAllByRole('heading', { level: 3 })
    .map(({ textContent }) => textContent);
const bar = () => within(screen.getByRole('group', { name: 'Make the film again' }));
const asked = (gateway: Awaited<ReturnType<typeof open>>['gateway']) =>
  gateway.films.asked.map((request) => request['film']);

describe('the scenes of a film', () => {
  it('are changed and made again, and the new film opens with them', async () => {
    const { gateway } = await open(film, { job: { projectId: ids.child(64) } });

    press('Edit Heading of two');
    type('Line 1', 'Land ahead!');
    type('What is to be seen', 'An island');
    type('How the camera moves', 'panLeft');
    expect(bar().getByRole('status').textContent).toContain('To be made: 1 picture, 1 narration, and 1 clip.');
    press('Make again');

    await waitFor(() => expect(gateway.films.asked).toHaveLength(1));
    const changed = { ...two, lines: [{ text: 'Land ahead!' }], picturePrompt: 'An island', movement: 'panLeft' };
    expect(asked(gateway)).toEqual([{ ...film, scenes: [one, changed, three] }]);
    expect(gateway.films.asked).toMatchObject([{ quality: 'draft', subtitles: 'soft', projectId: ids.child(64) }]);
    expect(gateway.films.asked[0]).not.toHaveProperty('script');
    expect(await screen.findByRole('heading', { name: 'Storyboard' })).toBeTruthy();
    expect(screen.getByText('Land ahead!')).toBeTruthy();
  });

  it('get another picture from another seed', async () => {
    const { gateway } = await open();

    press('Edit Heading of one');
    press('Another picture');
    press('Make again');

    await waitFor(() => expect(gateway.films.asked).toHaveLength(1));
    const [first] = (asked(gateway)[0] as typeof film).scenes;
    expect(first?.seed).not.toBe(7);
    expect({ ...first, seed: 7 }).toEqual(one);
  });

  it('change places, by button and by key, which is said', async () => {
    await open();

    press('Move Heading of one down');
    expect(headings()).toEqual(['1 Heading of two', '2 Heading of one', '3 Heading of three']);
    expect(screen.getByRole('status', { name: 'What was changed' }).textContent).toBe('Now scene 2 of 3');
    const down = screen.getByRole('button', { name: 'Move Heading of one down' });
    fireEvent.keyDown(down, { key: 'ArrowDown', altKey: true });
    fireEvent.keyDown(down, { key: 'ArrowDown', altKey: true });

    expect(headings()).toEqual(['1 Heading of two', '2 Heading of three', '3 Heading of one']);
    expect(down.getAttribute('aria-disabled')).toBe('true');
    expect(bar().getByRole('status').textContent).toContain('Only the film is put together again');
  });

  it('are dropped, and put back', async () => {
    await open();

    press('Drop Heading of two');
    expect(headings()).toEqual(['1 Heading of one', '2 Heading of three']);
    expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Scenes' }));
    press('Put “Heading of two” back');

    expect(headings()).toEqual(['1 Heading of one', '2 Heading of two', '3 Heading of three']);
    expect(bar().getByText('Nothing is changed yet.')).toBeTruthy();
  });

  it('are added, and need something to be seen', async () => {
    const { gateway } = await open();

    press('Add a scene');
    expect(screen.getByText('Say what is to be seen, in at most 2,000 characters.')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Make again' })).toHaveProperty('disabled', true);
    type('What is to be seen', 'The open sea');
    press('Add a line');
    type('Speaker of line 1', 'ANNA');
    type('Line 1', 'Where are we?');
    press('Make again');

    await waitFor(() => expect(gateway.films.asked).toHaveLength(1));
    expect((asked(gateway)[0] as typeof film).scenes[3]).toMatchObject({
      ...{ id: 'scene-4', picturePrompt: 'The open sea', lines: [{ speaker: 'ANNA', text: 'Where are we?' }] },
    });
  });

  it('are as they were when that is wanted', async () => {
    await open();
    press('Edit Heading of one');
    type('What is to be seen', 'An island');

    press('Undo the changes of Heading of one');

    expect(screen.getByLabelText<HTMLTextAreaElement>('What is to be seen').value).toBe('a picture of one');
    expect(bar().getByText('Nothing is changed yet.')).toBeTruthy();
  });

  it('are made in another quality without any change', async () => {
    const { gateway } = await open();

    fireEvent.click(bar().getByRole('radio', { name: 'Final' }));
    press('Make again');

    await waitFor(() => expect(gateway.films.asked).toMatchObject([{ film, quality: 'final' }]));
  });

  it('stay when the server refuses them', async () => {
    const { gateway } = await open();
    gateway.films.refusal = [429, aProblem(429, 'quota.jobs', 'Too many open jobs', 'Wait for one to end.')];
    type('Title of the film', 'The port');

    press('Make again');

    expect((await bar().findByRole('alert')).textContent).toContain('Too many open jobs');
    expect(screen.getByLabelText<HTMLInputElement>('Title of the film').value).toBe('The port');
  });

  it('say how their pictures were made, to who looks closer', async () => {
    const { gateway } = await open();
    const { manifest } = aProvenance();
    const ofPicture = { ...manifest, source: 'trainedAlgorithmicMedia', model: 'sd-xl' } as const;
    gateway.films.provenances.set(partIds(0).picture, aProvenance({ manifest: ofPicture }));

    press('Edit Heading of one');

    expect(await screen.findByText('By an AI model')).toBeTruthy();
    expect(screen.getByText('sd-xl')).toBeTruthy();
  });
});
