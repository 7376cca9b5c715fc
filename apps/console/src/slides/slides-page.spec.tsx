import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { aJob, anArtifact, ids } from '../testing/examples.js';
import { openApp } from '../testing/open-app.js';

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe('a slide', () => {
  it('is made of what was written, and looked at', async () => {
    const { gateway } = openApp({ at: '/slides' });
    await screen.findByRole('heading', { level: 1, name: 'Slides' });
    type('Expression', 'break the ice');
    type('Translation', '분위기를 깨다');
    type('Language of the translation', 'ko');
    fireEvent.click(screen.getByRole('radio', { name: 'Dark' }));
    fireEvent.click(screen.getByRole('checkbox', { name: 'PDF' }));
    const made = { jobId: ids.child(60), mediaType: 'image/png', name: 'slide.png', kind: 'media' } as const;
    gateway.artifacts = [anArtifact(made)];

    fireEvent.click(screen.getByRole('button', { name: 'Make the slide' }));

    expect((await screen.findByRole('img', { name: 'Slide: break the ice' })).getAttribute('src')).toContain('/files/');
    expect(gateway.submitted).toEqual([
      {
        type: 'slides.generate',
        input: {
          expression: 'break the ice',
          translation: '분위기를 깨다',
          targetLanguage: 'ko',
          template: 'dark',
          formats: ['png', 'pdf'],
        },
      },
    ]);
  });

  it('needs something to be learned', async () => {
    const { gateway } = openApp({ at: '/slides' });
    await screen.findByRole('heading', { level: 1, name: 'Slides' });

    fireEvent.click(screen.getByRole('button', { name: 'Make the slide' }));

    expect(await screen.findByText('Write what is to be learned.')).toBeTruthy();
    expect(gateway.submitted).toEqual([]);
  });

  it('tells what went wrong with it', async () => {
    const { gateway, feed } = openApp({ at: '/slides' });
    await screen.findByRole('heading', { level: 1, name: 'Slides' });
    type('Expression', 'break the ice');
    fireEvent.click(screen.getByRole('button', { name: 'Make the slide' }));
    await waitFor(() => expect(gateway.submitted).toHaveLength(1));

    await screen.findByRole('progressbar', { name: 'Progress of the slide' });

    const error = { code: 'process.missing', detail: 'rsvg-convert is not installed' };
    const event = { jobId: ids.child(60), type: 'failed', seq: 9, run: 1, at: aJob().createdAt };
    act(() => feed.tell({ ...event, change: { status: 'failed', error } }));

    expect(await screen.findByText(error.detail)).toBeTruthy();
  });
});
