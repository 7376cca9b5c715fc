import { readUtterances } from './read-utterances.ts';

describe('what pocketsphinx prints', () => {
  it('becomes words with times, without silences and the numbers of variants', () => {
    const output = [
      'had been',
      '<s> 0.140 0.250 0.9997',
      'had 0.260 0.410 0.9',
      'been(2) 0.420 0.600 0.591283',
      '</s> 0.610 0.990 1.0',
      'again',
      '[NOISE] 1.0 1.1 0.5',
      'again 1.200 1.500 0.7',
    ].join('\n');

    expect(readUtterances(output)).toEqual([
      [
        { text: 'had', startSeconds: 0.26, endSeconds: 0.41 },
        { text: 'been', startSeconds: 0.42, endSeconds: 0.6 },
      ],
      [{ text: 'again', startSeconds: 1.2, endSeconds: 1.5 }],
    ]);
  });
});
