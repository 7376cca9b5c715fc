import { errorCodes, type ErrorCode } from './errors.js';
import { closeCodeOf, LiveRequest, LiveSubscription, liveCloseCodes } from './live.js';

const jobId = '01a20519-4604-738f-8526-d80b5e49c76b';

describe('the live contract', () => {
  it('closes a connection with a code of its table, whatever is wrong', () => {
    for (const code of Object.keys(errorCodes) as ErrorCode[])
      expect(liveCloseCodes).toHaveProperty(`${closeCodeOf(code)}`);
    expect(
      (
        ['auth.missing', 'auth.scopeMissing', 'job.unknown', 'live.tooSlow', 'service.unavailable', 'internal'] as const
      ).map(closeCodeOf),
    ).toEqual([4401, 4403, 4404, 4408, 1013, 1011]);
  });

  it('takes one room at a time, with numbers or a time of what was heard', () => {
    const at = '2026-11-22T20:00:00.000Z';
    const good = [
      { jobId },
      { jobId, since: { [jobId]: 3 } },
      { jobId, since: at },
      { mine: true, since: at },
      { projectId: jobId },
    ];
    const bad = [
      {},
      { jobId, mine: true },
      { mine: true, since: { [jobId]: 3 } },
      { jobId, since: -1 },
      { everything: false },
    ];

    expect(good.map((wanted) => LiveSubscription.safeParse(wanted).success)).toEqual(good.map(() => true));
    expect(bad.map((wanted) => LiveSubscription.safeParse(wanted).success)).toEqual(bad.map(() => false));
    expect(LiveRequest.safeParse({ type: 'unsubscribe', jobId, since: at }).success).toBe(false);
  });
});
