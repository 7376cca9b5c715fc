import { requestedRange } from './time-range.js';

describe('requestedRange', () => {
  it('is the whole recording where nothing is said', () => {
    expect(requestedRange({}, 24.73)).toEqual({ startSeconds: 0, endSeconds: 24.73 });
  });

  it('takes an end that was rounded up for the end of the recording', () => {
    expect(requestedRange({ startSeconds: 10, endSeconds: 25 }, 24.73)).toEqual({
      startSeconds: 10,
      endSeconds: 24.73,
    });
  });

  it.each([{ startSeconds: 24.73 }, { startSeconds: 90, endSeconds: 100 }, { startSeconds: 0, endSeconds: 26 }])(
    'refuses what lies outside the recording: %j',
    (asked) => {
      expect(() => requestedRange(asked, 24.73)).toThrow(
        expect.objectContaining({ code: 'media.rangeOutside', message: expect.stringContaining('ends at 0:24') }),
      );
    },
  );
});
