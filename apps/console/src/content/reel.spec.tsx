import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { aJob, anArtifact, aTranscript, ids } from '../testing/examples.js';
import { FakeGateway } from '../testing/fake-gateway.js';
import { goodKey, openApp } from '../testing/open-app.js';
import { openRecording } from '../testing/open-recording.js';

const type = 'video.processContent';

describe('a reel of expressions', () => {
  it('is asked for with levels and number, over the same recording', async () => {
    const input = {
      uploadId: ids.upload,
      targetLanguage: 'es',
      burnIn: true,
      glossary: '[large]',
      skip: ['translate', 'vocabulary'],
    };
    const { gateway } = openRecording({ transcript: aTranscript(['go', 'vaya']), job: { input } });
    const form = await screen.findByRole('region', { name: 'Expressions reel' });

    fireEvent.click(within(form).getByRole('checkbox', { name: 'C2' }));
    fireEvent.change(within(form).getByLabelText('How many'), { target: { value: '5' } });
    fireEvent.click(within(form).getByRole('button', { name: 'Make an expressions reel' }));

    await waitFor(() =>
      expect(gateway.submitted).toEqual([
        {
          type,
          input: {
            uploadId: ids.upload,
            targetLanguage: 'es',
            skip: ['translate'],
            levels: ['B1', 'B2', 'C1'],
            maxExpressions: 5,
          },
        },
      ]),
    );
    expect(await screen.findByText(/Expressions reel · to Spanish/)).toBeTruthy();
  });

  it('is watched chapter by chapter', async () => {
    const gateway = new FakeGateway(goodKey);
    gateway.jobs.set(ids.job, aJob({ type, status: 'succeeded' }));
    gateway.artifacts = [
      anArtifact({ name: 'reel.mp4', kind: 'media', mediaType: 'video/mp4' }),
      anArtifact({ id: ids.child(90), name: 'expressions.json', kind: 'vocabulary' }),
      anArtifact({ id: ids.child(91), name: 'slide-01.png', kind: 'media', mediaType: 'image/png' }),
    ];
    gateway.files.set(ids.child(90), {
      language: 'en',
      targetLanguage: 'es',
      expressions: [
        { expression: 'give up', gloss: { text: 'rendirse' }, slide: 'slide-01.png', reel: { startSeconds: 0 } },
        { expression: 'by and by', slide: 'slide-02.png', reel: { startSeconds: 30 } },
      ],
    });
    openApp({ gateway, at: `/jobs/${ids.job}` });

    const chapters = await screen.findByRole('list', { name: 'Chapters' });
    fireEvent.click(await within(chapters).findByRole('button', { name: /by and by/ }));

    expect(document.querySelector('video')?.currentTime).toBe(30);
    expect(within(chapters).getByText('rendirse').getAttribute('lang')).toBe('es');
    await waitFor(() => expect(chapters.querySelector('img')?.getAttribute('src')).toContain(ids.child(91)));
  });
});
