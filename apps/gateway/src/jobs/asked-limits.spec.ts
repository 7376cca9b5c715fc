import { systemJobs } from '@polyspool/contracts/system';
import { videoJobs } from '@polyspool/contracts/video';
import { askedLimits } from './asked-limits.js';

describe("a job's own limits", () => {
  const video = videoJobs.process; // 3300 and 3600 s, at most 6900 and 7200 s

  it.each([
    ['none', {}, undefined],
    ['less', { softSeconds: 10, hardSeconds: 20.5 }, { softLimitMs: 10_000, hardLimitMs: 20_500 }],
    [
      'all that is allowed',
      { softSeconds: 6900, hardSeconds: 7200 },
      { softLimitMs: 6_900_000, hardLimitMs: 7_200_000 },
    ],
    ['a soft one only', { softSeconds: 3500 }, { softLimitMs: 3_500_000, hardLimitMs: 3_600_000 }],
    [
      'a hard one only, below the soft one of its kind',
      { hardSeconds: 60 },
      { softLimitMs: 60_000, hardLimitMs: 60_000 },
    ],
  ])('may be %s', (_name, asked, limits) => {
    expect(askedLimits(video, asked)).toEqual(limits);
  });

  it('lie below the cap of its kind, or below the limits of its kind where it names no cap', () => {
    const above = (contract: Parameters<typeof askedLimits>[0], asked: object) => {
      try {
        return askedLimits(contract, asked);
      } catch (error) {
        return error;
      }
    };

    expect(above(video, { softSeconds: 6901, hardSeconds: 7201 })).toMatchObject({
      code: 'job.limitAboveCap',
      pointers: [
        { pointer: '/limits/softSeconds', detail: 'at most 6900' },
        { pointer: '/limits/hardSeconds', detail: 'at most 7200' },
      ],
    });
    expect(above(systemJobs.debug, { hardSeconds: 31 })).toMatchObject({ code: 'job.limitAboveCap' });
    expect(above(video, { softSeconds: 30, hardSeconds: 20 })).toMatchObject({
      code: 'input.invalid',
      pointers: [{ pointer: '/limits/softSeconds' }],
    });
  });
});
