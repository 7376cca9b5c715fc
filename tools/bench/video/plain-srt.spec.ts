import { plainSrt } from './plain-srt.ts';

describe('plain SubRip', () => {
  it('numbers its cues and times them from the first word to the last', () => {
    const words = [
      { text: 'good', startSeconds: 62.345, endSeconds: 62.6 },
      { text: 'morning', startSeconds: 62.7, endSeconds: 3_663.9999 },
    ];

    expect(plainSrt([words, words], ['good morning', 'buenos días'])).toBe(
      '1\n00:01:02,345 --> 01:01:04,000\ngood morning\n\n2\n00:01:02,345 --> 01:01:04,000\nbuenos días\n',
    );
  });
});
