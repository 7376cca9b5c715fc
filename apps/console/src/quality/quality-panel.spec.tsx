import type { SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import { fireEvent, screen, within } from '@testing-library/react';
import { aTranscript } from '../testing/examples.js';
import { openRecording } from '../testing/open-recording.js';

const transcript = aTranscript(['go forward', 'vaya adelante'], ['then stop', 'pues pare']);
const quality: SubtitleQuality = {
  score: 50,
  cues: 2,
  cuesWithFindings: 1,
  findings: { readingSpeed: 1 },
  tracks: [{ language: 'en', cues: 2, cuesWithFindings: 1 }],
  rules: [
    { check: 'readingSpeed', language: 'en', bound: 'max', threshold: 17, unit: 'characters/s', source: 'Netflix' },
    { check: 'overlap', language: 'en', bound: 'max', threshold: 0, unit: 'seconds', source: 'BBC' },
  ],
  unchecked: [{ check: 'silentStart', reason: 'no voice detector' }],
  examples: [
    {
      check: 'readingSpeed',
      language: 'en',
      segmentStartSeconds: 4,
      startSeconds: 4,
      endSeconds: 7,
      value: 21.34,
    },
  ],
};

describe('the quality of the subtitles', () => {
  it('is told by rule, with its limit and who set it, and leads to the line', async () => {
    openRecording({ transcript, quality });
    const panel = await screen.findByRole('region', { name: 'Subtitle quality' });
    expect(within(panel).getByText('50%')).toBeTruthy();
    expect(panel.textContent).toContain('Should be at most 17 characters/s (Netflix).');

    const line = within(panel).getByRole('button', { name: /then stop.*21\.3 characters\/s/ });
    fireEvent.click(line);

    expect(document.querySelector('video')?.currentTime).toBe(4);
  });

  it('does not speak of rules that found nothing, but of checks that were not made', async () => {
    openRecording({ transcript, quality });
    const panel = await screen.findByRole('region', { name: 'Subtitle quality' });

    expect(within(panel).queryByText('Two at the same time')).toBeNull();
    expect(panel.textContent).toContain('Not checked: begins in silence (no voice detector).');
  });

  it('shows the reading speed over time, in words for those who do not see it', async () => {
    openRecording({ transcript, quality });

    expect(await screen.findByRole('img', { name: /Reading speed over time: nowhere faster than 17/ })).toBeTruthy();
  });
});
