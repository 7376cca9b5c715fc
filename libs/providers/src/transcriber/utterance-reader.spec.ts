import { UtteranceReader } from './utterance-reader.js';

const printed = `he was not an illness
<s> 8.030 8.120 0.999800
he 8.130 8.240 0.998601
was(2) 8.250 8.460 1.000200
[NOISE] 8.880 9.030 0.514388
++UH++ 9.030 9.040 0.514388
an(2) 9.040 9.200 0.205567
<sil> 9.590 9.600 0.8
</s> 10.670 11.010 1.000000
homeless
homeless 11.930 12.290 0.039456`;

describe('UtteranceReader', () => {
  it('keeps words, without the number of their variant, and no silences or noises', () => {
    const reader = new UtteranceReader();

    printed.split('\n').forEach((line) => reader.read(line));

    expect(reader.utterances).toEqual([
      [
        { text: 'he', startSeconds: 8.13, endSeconds: 8.24, confidence: 0.998601 },
        { text: 'was', startSeconds: 8.25, endSeconds: 8.46, confidence: 1 },
        { text: 'an', startSeconds: 9.04, endSeconds: 9.2, confidence: 0.205567 },
      ],
      [{ text: 'homeless', startSeconds: 11.93, endSeconds: 12.29, confidence: 0.039456 }],
    ]);
  });

  it('tells each word as it comes', () => {
    const heard: string[] = [];
    const reader = new UtteranceReader((word) => heard.push(word.text));

    printed.split('\n').forEach((line) => reader.read(line));

    expect(heard).toEqual(['he', 'was', 'an', 'homeless']);
  });

  it('never goes back in time', () => {
    const reader = new UtteranceReader();

    ['one 1.0 2.0 1.0', 'two 1.9 1.8 1.0'].forEach((line) => reader.read(line));

    expect(reader.utterances).toEqual([
      [
        { text: 'one', startSeconds: 1, endSeconds: 2, confidence: 1 },
        { text: 'two', startSeconds: 2, endSeconds: 2, confidence: 1 },
      ],
    ]);
  });
});
