import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, anArtifact, ids } from '../testing/examples.js';
import {
  aClipJob,
  aFilm,
  anAudioJob,
  anImageJob,
  aProvenance,
  aScene,
  filesOfScene,
} from '../testing/film-examples.js';
import { partIds, partsOf } from '../testing/film-examples.js';
import { filmFiles, openFilm } from '../testing/open-film.js';

const [one, two] = [aScene('one'), aScene('two', { heading: '', lines: [{ speaker: 'ANNA', text: 'Land!' }] })];
const film = aFilm(one, two);
const running = {
  status: 'running',
  percent: 45,
  step: 'assets',
  message: 'Generating images',
  output: undefined,
} as const;
const parse = aJob({ id: ids.child(70), type: 'script.parse', parentId: ids.job, status: 'succeeded', percent: 100 });
const script = anArtifact({ id: filmFiles.script, jobId: parse.id, name: 'film.json', kind: 'script' });

const cardOf = async (text: string) => {
  const card = (await screen.findByRole('heading', { level: 3, name: text })).closest('li')!; // scenes are in a list
  return within(card);
};

describe('a film that is made', () => {
  it('is a storyboard on which pictures, narrations and clips appear', async () => {
    const parts = [
      parse,
      anImageJob(one, 0),
      anImageJob(two, 1, { status: 'running', percent: 40, output: undefined }),
      anAudioJob(one, 0),
    ];
    const { feed, gateway } = openFilm(film, {
      job: running,
      parts,
      artifacts: [script, ...filesOfScene(0).slice(0, 2)],
    });

    const first = await cardOf('1 Heading of one');
    expect((await first.findByRole('img', { name: 'a picture of one' })).getAttribute('src')).toBe(
      `/files/${partIds(0).picture}`,
    );
    expect(first.getByLabelText('Narration of Heading of one')).toBeTruthy();
    const second = await cardOf('2 Scene 2');
    expect(second.getByRole('progressbar', { name: 'Picture of Scene 2', value: { now: 40 } })).toBeTruthy();
    expect(second.getByText('Land!').textContent).toBe('ANNA Land!');
    expect(screen.getByText('Generating images')).toBeTruthy();

    gateway.jobs.set(partIds(0).clip, aClipJob(0));
    gateway.artifacts = [script, ...filesOfScene(0)];
    const event = { jobId: partIds(0).clip, parentId: ids.job, type: 'completed', run: 1, at: aJob().createdAt };
    const change = { type: 'generation.animate', status: 'succeeded', percent: 100 } as const;
    act(() => feed.tell({ ...event, seq: 4, change }));

    expect(await first.findByLabelText('Clip of Heading of one')).toBeTruthy();
    expect(screen.getByText('1 of 2 scenes done')).toBeTruthy();
  });

  it('shows its scenes by their pictures while its script is not known here', async () => {
    openFilm(film, { job: running, parts: [anImageJob(one, 0)], artifacts: filesOfScene(0) });

    const card = await cardOf('1 Scene 1');

    expect(await card.findByRole('img', { name: 'a picture of one' })).toBeTruthy();
  });

  it('says what of a scene could not be made', async () => {
    const error = { code: 'engine.refused', detail: 'Not that' };
    const parts = [parse, anImageJob(one, 0, { status: 'failed', error, output: undefined })];
    openFilm(film, { job: running, parts, artifacts: [script] });

    const card = await cardOf('1 Heading of one');

    expect(card.getByText('No picture')).toBeTruthy();
    expect(card.getByText('Not that')).toBeTruthy();
  });
});

describe('a film that is there', () => {
  it('plays with its subtitles, and goes to a scene', async () => {
    openFilm(film, {});
    const video = await screen.findByLabelText<HTMLVideoElement>('film.mp4');
    const chapters = within(screen.getByRole('list', { name: 'Chapters' }));

    await waitFor(() => expect(video.getAttribute('src')).toBe(`/files/${filmFiles.film}`));
    await waitFor(() => expect(video.querySelector('track[srclang=en][default]')).toBeTruthy());
    fireEvent.click(chapters.getByRole('button', { name: /Scene 2/ }));

    // A title of 3 s and half a transition; a clip of 5 s without the transition into the next.
    expect(video.currentTime).toBe(3 + 0.5 + 5 - 0.5 + 0.25);
    fireEvent.timeUpdate(video);
    expect(chapters.getByRole('button', { current: true }).textContent).toContain('Scene 2');
    expect(screen.getByRole('heading', { level: 1, name: 'The harbour' })).toBeTruthy();
    expect(screen.getAllByRole('button', { name: 'Download film.mp4' })).toHaveLength(2);
  });

  it('says how it was made, and that this is signed', async () => {
    openFilm(film);

    const panel = within(await screen.findByRole('region', { name: 'How it was made' }));

    expect(await panel.findByText('Signed and unchanged')).toBeTruthy();
    for (const text of ['Storyboard, drawn by rules', 'Flite', 'nothing', 'By rules, without an AI model', 'key-2026'])
      expect(panel.getByText(text)).toBeTruthy();
  });

  it.each([
    ['Not signed with a key that is known here', { isSigned: false }],
    ['Signed, but the file has changed since', { isUnchanged: false }],
  ])('does not hide that it is to be doubted: %s', async (words, over) => {
    const { gateway } = openFilm(film);
    gateway.films.provenances.set(filmFiles.film, aProvenance(over));

    expect(await screen.findByText(words)).toBeTruthy();
  });

  it('says which scenes are missing, and why', async () => {
    const missingScenes = [{ id: 'two', reason: 'It would cost more than was allowed' }];
    openFilm(film, {
      job: {
        output: {
          ...{ title: 'The harbour', durationSeconds: 9, imageEngine: { engine: 'procedural' } },
          ...{ missingScenes, cost: { amount: 0.04, currency: 'EUR' }, warnings: [] },
        },
      },
    });

    const notice = await screen.findByRole('region', { name: 'Missing scenes' });

    expect(notice.textContent).toBe('One scene is not in the film2. Scene 2: It would cost more than was allowed');
    expect(screen.getByText('€0.04')).toBeTruthy();
  });

  it('says which scenes were taken from before', async () => {
    const reused = { steps: 1, savedSeconds: 3 };
    openFilm(film, {
      job: { reused: { steps: 7, savedSeconds: 40 } },
      parts: [...partsOf(aFilm(one), { reused }), anImageJob(two, 1), anAudioJob(two, 1), aClipJob(1)],
    });

    expect(await screen.findByText('1 of 2 scenes')).toBeTruthy();
    expect(screen.getAllByText('As before, nothing was made again')).toHaveLength(1);
    expect((await cardOf('1 Heading of one')).getByText(/As before/)).toBeTruthy();
  });
});

it('shows the one thing that a job of a part has made', async () => {
  const input = { prompt: 'A harbour', seed: 1 };
  openFilm(film, {
    job: { type: 'generation.image', input, output: {} },
    parts: [],
    artifacts: [anArtifact({ id: filmFiles.film, name: 'picture.png', kind: 'picture', mediaType: 'image/png' })],
  });

  expect(await screen.findByRole('img', { name: 'A harbour' })).toBeTruthy();
  expect(await screen.findByText('Signed and unchanged')).toBeTruthy();
});
