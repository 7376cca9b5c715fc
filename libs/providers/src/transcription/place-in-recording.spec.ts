import { placeInRecording } from './place-in-recording.js';

describe('placeInRecording', () => {
  it('counts times from the start of the recording, to the millisecond', () => {
    const words = [{ text: 'hello', startSeconds: 0.1, endSeconds: 0.7, confidence: 0.9 }];

    const placed = placeInRecording([{ startSeconds: 0.1, endSeconds: 0.7, text: 'hello', words }], {
      startSeconds: 10.2,
      endSeconds: 21,
    });

    expect(placed).toEqual([
      {
        startSeconds: 10.3,
        endSeconds: 10.9,
        text: 'hello',
        words: [{ text: 'hello', startSeconds: 10.3, endSeconds: 10.9, confidence: 0.9 }],
      },
    ]);
  });

  it('lets nothing reach over the end of its part', () => {
    const words = [{ text: 'late', startSeconds: 0.9, endSeconds: 1.4 }];

    const [placed] = placeInRecording([{ startSeconds: 0.9, endSeconds: 1.4, text: 'late', words }], {
      startSeconds: 4,
      endSeconds: 5,
    });

    expect(placed).toMatchObject({ startSeconds: 4.9, endSeconds: 5, words: [{ startSeconds: 4.9, endSeconds: 5 }] });
  });
});
