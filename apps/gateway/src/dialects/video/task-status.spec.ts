import type { Job } from '@polyspool/contracts/job-status';
import fc from 'fast-check';
import { v7 } from 'uuid';
import { TaskStatusResponse, taskStatusOf } from './task-status.js';

const id = v7();
const job = { id, status: 'running', percent: 0 } as const;
const error = { code: 'media.noAudio', detail: 'The file has no audio track' };

describe('a job as a task of the language-learning application before this one', () => {
  it.each([
    ['queued', {}, ['pending', 0, 'Task is waiting to start...']],
    ['scheduled', {}, ['pending', 0, 'Task is waiting to start...']],
    ['running', {}, ['started', 5, 'Task has started processing...']],
    ['running', { step: 'probe' }, ['progress', 5, 'Processing...']],
    ['running', { step: 'chunks', percent: 45.9, message: 'Chunk 2' }, ['progress', 45, 'Chunk 2']],
    ['cancelling', { step: 'chunks', percent: 45, message: 'Chunk 2' }, ['progress', 45, 'Chunk 2']],
    ['retrying', { step: 'chunks', percent: 45 }, ['retry', 0, 'Task is in RETRY state']],
    ['succeeded', { step: 'write', percent: 100 }, ['success', 100, 'Task completed successfully!']],
    ['failed', { step: 'write', percent: 80, error }, ['failure', 0, 'Task failed']],
    ['cancelled', { step: 'write', percent: 80 }, ['revoked', 0, 'Task is in REVOKED state']],
    ['expired', {}, ['revoked', 0, 'Task is in REVOKED state']],
  ] as const)(
    'that is %s (%j) is %j (R077, R078, R079, R080, R081, R082)',
    (status, more, [state, progress, message]) => {
      const shown = TaskStatusResponse.parse(taskStatusOf({ ...job, status, ...more }, undefined));

      expect(shown).toEqual({
        ...{ task_id: id, state, progress, message, result: null },
        error: status === 'failed' ? error.detail : null,
      });
    },
  );

  it('does not know why, where nobody has said', () => {
    expect(taskStatusOf({ ...job, status: 'failed' }, undefined)).toMatchObject({ error: 'Unknown error' });
  });

  it('never goes back while it runs (R018)', () => {
    const percents = fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(percents, (given) => {
        const steps: Pick<Job, 'step' | 'percent'>[] = given
          .toSorted((a, b) => a - b)
          .map((percent) => ({ step: 'chunks', percent }));
        const shown = [{ percent: 0 }, ...steps].map((at) => taskStatusOf({ ...job, ...at }, undefined).progress);

        expect(shown).toEqual(shown.toSorted((a, b) => a - b));
      }),
    );
  });
});
