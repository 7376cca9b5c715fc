import fc from 'fast-check';
import { aJob } from '../testing/examples.js';
import { stepsOf } from './steps.js';

const states = (over: Parameters<typeof aJob>[0]) => stepsOf(aJob(over)).map(({ state }) => state);

describe('the steps of a job', () => {
  it('are done before the current one and waiting after it', () => {
    expect(states({ step: 'split' })).toEqual([
      ...['done', 'done', 'current'],
      ...['waiting', 'waiting', 'waiting', 'waiting'],
    ]);
  });

  it('all wait while the job has not started', () => {
    expect(new Set(states({ status: 'queued', step: undefined }))).toEqual(new Set(['waiting']));
  });

  it('are all done when the job has succeeded', () => {
    expect(new Set(states({ status: 'succeeded', step: 'write' }))).toEqual(new Set(['done']));
  });

  it('show where the job has failed, and where it was stopped', () => {
    expect(states({ status: 'failed', step: 'audio' })[1]).toBe('failed');
    expect(states({ status: 'cancelled', step: 'audio' })[1]).toBe('stopped');
  });

  it('have a fraction from 0 to 1, whatever the percentage', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 100, noNaN: true }), fc.constantFrom('probe', 'chunks'), (percent, step) => {
        for (const { fraction } of stepsOf(aJob({ percent, step }))) {
          expect(fraction).toBeGreaterThanOrEqual(0);
          expect(fraction).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('are none for a kind of job that this page does not know', () => {
    expect(stepsOf(aJob({ type: 'unknown.kind' }))).toEqual([]);
  });

  it('leave out what was not asked for', () => {
    const namesOf = (input: Record<string, unknown>) =>
      stepsOf(aJob({ type: 'pdf.translate', step: 'extract', input })).map(({ name }) => name);

    expect(namesOf({})).toEqual(['inspect', 'extract', 'translate', 'reconstruct']);
    expect(namesOf({ tone: 'formal' })).toContain('tone');
  });
});
