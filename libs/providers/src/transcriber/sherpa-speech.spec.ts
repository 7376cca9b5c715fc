import { SherpaSpeech, sherpaSegments } from './sherpa-speech.js';

describe('sherpaSegments', () => {
  it('joins the tokens of a transducer to words, in the times of the file', () => {
    const speech = SherpaSpeech.parse({
      ...{ startSeconds: 10, endSeconds: 12, text: ' GOOD MORNING' },
      ...{
        tokens: [' GOOD', ' MOR', 'NING'],
        timestamps: [0.2, 0.8, 1.1],
        ys_log_probs: [0, Math.log(0.5), Math.log(0.5)],
      },
    });

    expect(sherpaSegments([speech], 'en')).toMatchObject([
      {
        text: 'GOOD MORNING',
        words: [
          { text: 'GOOD', startSeconds: 10.2, endSeconds: 10.8, confidence: 1 },
          { text: 'MORNING', startSeconds: 10.8, endSeconds: 12, confidence: expect.closeTo(0.5) },
        ],
      },
    ]);
  });

  it('estimates times where the model tells none, and hears nothing in marks of sounds', () => {
    const spells = [' Yes, sir.', ' [MUSIC]'].map((text, i) =>
      SherpaSpeech.parse({ text, startSeconds: 5 * i, endSeconds: 5 * i + 3 }),
    );

    const segments = sherpaSegments(spells, 'en');

    expect(segments.map(({ text, startSeconds, endSeconds }) => [text, startSeconds, endSeconds])).toEqual([
      ['Yes, sir.', 0, 3],
    ]);
  });
});
