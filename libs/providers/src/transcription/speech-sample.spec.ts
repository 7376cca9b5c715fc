import type { TimeRange } from '@polyspool/contracts/time-range';
import { speechSample } from './speech-sample.js';

const seconds = (startSeconds: number, endSeconds: number): TimeRange => ({ startSeconds, endSeconds });

describe('speechSample', () => {
  it('is all that is said where that is little', () => {
    expect(speechSample([seconds(2, 5), seconds(6, 9)])).toEqual(seconds(2, 9));
  });

  it('is half a minute of a long speech', () => {
    expect(speechSample([seconds(3, 300)])).toEqual(seconds(3, 33));
  });

  it('passes over an opening in which little is said', () => {
    const speech = [
      seconds(0, 1),
      seconds(20, 21),
      seconds(60, 70),
      seconds(71, 85),
      seconds(88, 95),
      seconds(200, 202),
    ];

    expect(speechSample(speech)).toEqual(seconds(60, 90));
  });

  it('takes the earlier of two that are as good', () => {
    expect(speechSample([seconds(0, 10), seconds(100, 110)])).toEqual(seconds(0, 10));
  });
});
