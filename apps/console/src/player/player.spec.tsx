import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aTranscript } from '../testing/examples.js';
import { aWord } from '../testing/learning-examples.js';
import { openRecording } from '../testing/open-recording.js';

const transcript = aTranscript(['they gave up', 'se rindieron'], ['then stop', 'pues pare'], ['at last', 'por fin']);
const level = { level: 'B2', method: 'rank-band', confidence: 0.7 } as const;
const words = [
  aWord('give up', {
    kind: 'phrasalVerb',
    partOfSpeech: 'VERB',
    forms: ['gave up'],
    cefr: level,
    gloss: { text: 'rendirse', source: 'FreeDict' },
  }),
  aWord('stop', { state: 'learning', step: 2 }),
  aWord('last', { state: 'known' }),
];

const captions = () => screen.findByRole('group', { name: 'Current subtitles' });
const wordOf = async (text: string) => within(await captions()).findByRole('button', { name: text });
const goTo = async (line: RegExp) => fireEvent.click(await screen.findByRole('button', { name: line }));
const press = (key: string) => fireEvent.keyDown(document.body, { key });

describe('a word in the subtitles', () => {
  it('is marked by how well it is known, and says so', async () => {
    openRecording({ transcript, words });
    await goTo(/then stop/);

    await waitFor(async () => expect((await wordOf('stop')).className).toContain('word-learning'));

    expect((await wordOf('stop')).getAttribute('aria-description')).toBe('Learning');
    expect((await wordOf('then')).className).toBe('word');
  });

  it('opens what is known of it: of the phrase that it belongs to, too', async () => {
    openRecording({ transcript, words });
    await goTo(/they gave up/);
    await waitFor(async () => expect((await wordOf('up')).className).toContain('word-new'));

    fireEvent.click(await wordOf('up'));

    const card = screen.getByRole('region', { name: 'The word “up”' });
    expect(document.activeElement).toBe(card);
    for (const text of ['give up', 'rendirse', 'B2', 'Here is give up.'])
      expect(within(card).getByText(text)).toBeTruthy();
    expect(card.textContent).toContain('estimated from how frequent it is, fairly sure');
    expect(card.textContent).toContain('phrasal verb');
  });

  it('learns what somebody says of it, at once', async () => {
    const { gateway } = openRecording({ transcript, words });
    await goTo(/then stop/);
    await waitFor(async () => expect((await wordOf('stop')).className).toContain('word-learning'));
    fireEvent.click(await wordOf('stop'));
    const card = screen.getByRole('region', { name: 'The word “stop”' });
    expect(within(card).getByRole<HTMLInputElement>('radio', { name: 'Step 2 of 4' }).checked).toBe(true);

    fireEvent.click(within(card).getByRole('radio', { name: 'Known' }));

    await waitFor(async () => expect((await wordOf('stop')).className).toContain('word-known'));
    expect(gateway.calls).toContain('PUT /v1/vocabulary/en/stop');
    expect(gateway.learning.asked).toEqual([{ state: 'known' }]);
  });

  it('gives the focus back when it is closed', async () => {
    openRecording({ transcript, words });
    await goTo(/then stop/);
    const word = await wordOf('stop');
    word.focus();
    fireEvent.click(word);

    fireEvent.keyDown(screen.getByRole('region', { name: 'The word “stop”' }), { key: 'Escape' });

    expect(screen.queryByRole('region', { name: 'The word “stop”' })).toBeNull();
    expect(document.activeElement).toBe(word);
  });

  it('is one of a group that arrows lead through', async () => {
    openRecording({ transcript, words });
    await goTo(/they gave up/);
    const [first, second] = within(await captions()).getAllByRole('button');

    first?.focus();
    fireEvent.keyDown(first!, { key: 'ArrowRight' });

    expect(document.activeElement).toBe(second);
    expect([first, second].map((button) => button?.tabIndex)).toEqual([0, -1]);
  });

  it('says that there is no vocabulary where none was made', async () => {
    openRecording({ transcript });
    await goTo(/then stop/);

    fireEvent.click(await wordOf('stop'));

    expect(screen.getByText('The vocabulary is not there yet, or was left out.')).toBeTruthy();
  });
});

describe('the player', () => {
  it('goes from line to line by its buttons and by keys', async () => {
    openRecording({ transcript });
    await goTo(/then stop/);
    const at = () => document.querySelector('video')?.currentTime;

    fireEvent.click(screen.getByRole('button', { name: 'Next line' }));
    expect(at()).toBe(8);
    press('a');
    expect(at()).toBe(4);
    press('d');
    press('s');
    expect(at()).toBe(8);
  });

  it('shows each of its lines only as long as it is wanted', async () => {
    openRecording({ transcript });
    await goTo(/then stop/);

    fireEvent.click(screen.getByLabelText('Translated'));
    expect((await captions()).querySelector('[lang=es]')).toBeNull();
    press('1');
    expect((await captions()).querySelector('[lang=en]')).toBeNull();
    press('2');

    expect((await captions()).querySelector('[lang=es]')?.textContent).toBe('pues pare');
  });

  it('plays slower and faster', async () => {
    openRecording({ transcript });
    fireEvent.click(await screen.findByRole('radio', { name: '0.75×' }));
    await waitFor(() => expect(document.querySelector('video')?.playbackRate).toBe(0.75));

    press('.');
    press('.');

    await waitFor(() => expect(document.querySelector('video')?.playbackRate).toBe(1.25));
  });

  it('tells its keys, and leaves them alone when somebody wants that', async () => {
    openRecording({ transcript });
    await goTo(/then stop/);
    press('?');

    fireEvent.click(screen.getByLabelText('Use single keys'));
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    press('d');

    expect(screen.queryByRole('dialog')).toBeNull();
    expect(document.querySelector('video')?.currentTime).toBe(4);
  });

  it('marks the word that is spoken', async () => {
    const [first, ...others] = transcript.segments;
    const timed = ['they', 'gave', 'up'].map((text, at) => ({ text, startSeconds: at, endSeconds: at + 1 }));
    openRecording({ transcript: { ...transcript, segments: [{ ...first!, words: timed }, ...others] } });
    await screen.findByRole('list', { name: 'Transcript' });
    await waitFor(() => expect(document.querySelector('video')).toBeTruthy());
    const video = document.querySelector('video')!;

    video.currentTime = 1.2;
    fireEvent.timeUpdate(video);

    expect((await wordOf('gave')).className).toContain('spoken');
    expect((await wordOf('they')).className).not.toContain('spoken');
  });
});

describe('the lines of the transcript', () => {
  it('are one stop for the tab key, and arrows lead through them', async () => {
    openRecording({ transcript });
    const list = await screen.findByRole('list', { name: 'Transcript' });
    const lines = list.querySelectorAll<HTMLElement>('.transcript-line');
    expect([...lines].map((line) => line.tabIndex)).toEqual([0, -1, -1]);

    lines[0]?.focus();
    fireEvent.keyDown(lines[0]!, { key: 'ArrowDown' });

    expect(document.activeElement).toBe(lines[1]);
    expect([...lines].map((line) => line.tabIndex)).toEqual([-1, 0, -1]);
  });

  it('are put right, several of them, and made again in one job', async () => {
    const { gateway } = openRecording({ transcript });
    const correct = async (label: string, time: string, text: string) => {
      fireEvent.click(await screen.findByRole('button', { name: `Edit the line at ${time}` }));
      fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
      fireEvent.click(screen.getByRole('button', { name: 'Keep' }));
    };
    await correct('English', '0:00', 'They gave up.');
    await correct('Spanish', '0:04', '¡Para!');
    expect(screen.getByText('2 lines are corrected.')).toBeTruthy();
    expect(screen.getByRole('button', { name: /They gave up\..*corrected, not made yet/ })).toBeTruthy();

    fireEvent.click(screen.getByRole('button', { name: 'Make again' }));

    await waitFor(() => expect(gateway.calls).toContain(`GET /v1/jobs/${'00000000-0000-4000-8000-000000000150'}/tree`));
    expect(gateway.learning.asked).toEqual([
      {
        edits: [
          { startSeconds: 0, text: 'They gave up.' },
          { startSeconds: 4, translation: '¡Para!' },
        ],
      },
    ]);
  });

  it('cannot be put right while the job still works on them', async () => {
    openRecording({ transcript, job: { status: 'running' } });

    await screen.findByRole('button', { name: /then stop/ });

    expect(screen.queryByRole('button', { name: /Edit the line/ })).toBeNull();
  });
});
