import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, anArtifact, aProblem, aTranscript, ids } from '../testing/examples.js';
import { aWord } from '../testing/learning-examples.js';
import { openRecording } from '../testing/open-recording.js';

const transcript = aTranscript(['go forward', 'vaya adelante']);
const listed = { level: 'A1', method: 'list', confidence: 1 } as const;
const guessed = { level: 'B2', method: 'estimate', confidence: 0.4 } as const;
const words = [
  aWord('go', { count: 60, state: 'known', cefr: listed, partOfSpeech: 'VERB' }),
  aWord('forward', { count: 30, cefr: guessed, gloss: { text: 'adelante', source: 'FreeDict' } }),
  aWord('by and by', { kind: 'idiom', partOfSpeech: 'PHRASE', count: 10, cefr: guessed }),
];

const panel = () => screen.findByRole('region', { name: 'Vocabulary' });
const lemmas = async () =>
  within(await panel())
    .getAllByRole('rowheader')
    .map((cell) => cell.querySelector('.lemma')?.textContent);

describe('the vocabulary of a recording', () => {
  it('says how much of it its reader knows', async () => {
    openRecording({ transcript, words });

    expect((await within(await panel()).findByText('60%')).closest('figcaption')?.textContent).toContain('60 of 100');
  });

  it('brings all its pages', async () => {
    const many = Array.from({ length: 130 }, (_, index) => aWord(`word${index}`));
    const { gateway } = openRecording({ transcript, words: many });
    gateway.learning.pageSize = 40;

    expect(await within(await panel()).findByText('130 words')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Show more (110 left)' }));

    expect(await lemmas()).toHaveLength(120);
  });

  it('is filtered by level, kind and text', async () => {
    openRecording({ transcript, words });
    await within(await panel()).findByText('3 words');

    fireEvent.click(within(await panel()).getByRole('checkbox', { name: 'B2' }));
    expect(await lemmas()).toEqual(['forward', 'by and by']);
    fireEvent.change(screen.getByLabelText('Kind'), { target: { value: 'idiom' } });
    expect(await lemmas()).toEqual(['by and by']);
    fireEvent.click(screen.getByRole('button', { name: 'Show all' }));
    fireEvent.change(screen.getByLabelText('Search'), { target: { value: 'adel' } });

    expect(await lemmas()).toEqual(['forward']);
  });

  it('never passes an estimate off as a fact', async () => {
    openRecording({ transcript, words });

    const level = (await within(await panel()).findByRole('row', { name: /forward/ })).querySelector('.level');

    expect(level?.textContent).toBe('≈ B2 (estimated)');
    expect(level?.getAttribute('title')).toContain('not sure');
  });

  it('marks all that is shown as known, after a question', async () => {
    const { gateway } = openRecording({ transcript, words });
    await within(await panel()).findByText('3 words');
    fireEvent.click(screen.getByRole('button', { name: 'Mark all as known' }));
    fireEvent.click(screen.getByRole('button', { name: 'Yes, I know them' }));

    expect(await within(await panel()).findByText('100%')).toBeTruthy();
    expect(gateway.learning.asked).toEqual([
      {
        items: [
          { language: 'en', lemma: 'forward', state: 'known' },
          { language: 'en', lemma: 'by and by', state: 'known' },
        ],
      },
    ]);
  });

  it('takes a change back that the server refuses, and says why', async () => {
    const { gateway } = openRecording({ transcript, words });
    await within(await panel()).findByText('3 words');
    gateway.learning.refusal = [429, aProblem(429, 'quota.words', 'Too many words kept', 'You keep 50,000 words.')];

    fireEvent.change(screen.getByLabelText('State of “forward”'), { target: { value: 'learning 3' } });

    expect((await screen.findByRole('alert')).textContent).toContain('You keep 50,000 words.');
    await waitFor(() => expect(screen.getByLabelText<HTMLSelectElement>('State of “forward”').value).toBe('new'));
  });

  it('is made into a deck of what is shown, offered when it is done', async () => {
    const { gateway } = openRecording({ transcript, words });
    await within(await panel()).findByText('3 words');
    const deck = ids.child(51);
    gateway.jobs.set(deck, aJob({ id: deck, type: 'vocabulary.exportDeck', status: 'succeeded', percent: 100 }));
    fireEvent.click(within(await panel()).getByRole('checkbox', { name: 'B2' }));

    gateway.artifacts.push(anArtifact({ id: ids.child(52), jobId: deck, name: 'rivers.apkg', kind: 'deck' }));
    fireEvent.click(screen.getByRole('button', { name: 'Make an Anki deck' }));

    expect(await screen.findByRole('button', { name: 'Download rivers.apkg' })).toBeTruthy();
    expect(gateway.learning.asked).toEqual([{ format: 'apkg', levels: ['B2'] }]);
  });

  it('is not spoken of where none was made', async () => {
    openRecording({ transcript });

    await screen.findByRole('list', { name: 'Transcript' });

    expect(screen.queryByRole('region', { name: 'Vocabulary' })).toBeNull();
  });
});
