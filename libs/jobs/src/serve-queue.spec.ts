import { videoJobs } from '@polyspool/contracts/video';
import { queueLimits } from '@polyspool/contracts/queues';
import type { OutputOf } from '@polyspool/contracts/define-jobs';
import type { JobHandler, RunningJob } from './job-handler.js';
import { serveQueue } from './serve-queue.js';

class Process implements JobHandler<typeof videoJobs.process> {
  run(job: RunningJob<typeof videoJobs.process>): Promise<OutputOf<typeof videoJobs.process>> {
    // @ts-expect-error the contract names no such step
    job.report('paint', 0);
    // @ts-expect-error a child must get the input of its contract
    void job.children(videoJobs.processChunk, [{ uploadId: job.input.uploadId }]);
    throw new Error('It is only compiled');
  }
}

class ProcessChunk implements JobHandler<typeof videoJobs.processChunk> {
  run(): Promise<OutputOf<typeof videoJobs.processChunk>> {
    throw new Error('It is only compiled');
  }
}

class WrongOutput {
  run() {
    return Promise.resolve({ segments: 'many' });
  }
}

/** Compiled, never called: each mistake is an error of the compiler, or this file does not compile. */
export const mistakes = {
  // @ts-expect-error a kind of the queue is missing
  missing: () => serveQueue('video', { 'video.process': Process }),
  surplus: () =>
    // @ts-expect-error the queue has no such kind
    serveQueue('video', { 'video.process': Process, 'video.processChunk': ProcessChunk, 'video.paint': Process }),
  // @ts-expect-error each handler stands in the other's place
  swapped: () => serveQueue('video', { 'video.process': ProcessChunk, 'video.processChunk': Process }),
  // @ts-expect-error the answer is not what the contract promises
  wrongOutput: () => serveQueue('video', { 'video.process': Process, 'video.processChunk': WrongOutput }),
  // @ts-expect-error there is no such queue
  unknownQueue: () => serveQueue('vidoe', { 'video.process': Process, 'video.processChunk': ProcessChunk }),
};

describe('serveQueue', () => {
  it('finds the contract of each handler and the slots of the queue', () => {
    const served = serveQueue('video', { 'video.process': Process, 'video.processChunk': ProcessChunk });

    expect(served.name).toBe('video');
    expect(served.slots).toBe(queueLimits.video.slots);
    expect([...served.handlers]).toEqual([
      [videoJobs.process, Process],
      [videoJobs.processChunk, ProcessChunk],
    ]);
  });
});
