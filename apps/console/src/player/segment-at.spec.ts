import { aTranscript } from '../testing/examples.js';
import { mergeTranscripts } from './merge-transcripts.js';
import { segmentAt } from './segment-at.js';

const { segments } = aTranscript(['one', 'uno'], ['two', 'dos']);

describe('the segment at a time', () => {
  it.each([
    [0, 0],
    [2.9, 0],
    [3.5, -1],
    [4, 1],
    [99, -1],
  ])('at %d s is number %d', (seconds, index) => {
    expect(segmentAt(segments, seconds)).toBe(index);
  });
});

describe('merging the parts of a text', () => {
  it('puts them into the order of the recording, whichever came first', () => {
    const whole = aTranscript(['one', 'uno'], ['two', 'dos']);
    const [first, second] = whole.segments.map((segment) => ({ ...whole, segments: [segment] }));

    expect(mergeTranscripts([second, first].flatMap((part) => part ?? []))).toEqual(whole);
  });

  it('makes nothing of nothing', () => {
    expect(mergeTranscripts([])).toBeUndefined();
  });
});
