import type { Job } from '@polyspool/contracts/job-status';
import type { Person } from '@polyspool/database/people';
import type { JobRequest } from '../jobs/job-request.js';
import type { SubmitJob } from '../jobs/submit-job.js';
import { OnceWhileOpen } from './once-while-open.js';

/** One job for each key, as the database has it. */
class FakeSubmitJob {
  readonly jobs = new Map<string, { id: string; status: string; createdAt: string }>();
  asked = 0;

  async run(_by: Person, _request: JobRequest, key: string) {
    this.asked += 1;
    const job = this.jobs.get(key) ?? { id: `job-${this.jobs.size}`, status: 'queued', createdAt: '' };
    job.createdAt ||= new Date().toISOString();
    this.jobs.set(key, job);
    return job as Job;
  }
}

describe('the same request of the same person', () => {
  const by = { id: 'anna' } as Person;
  const request = { type: 'system.health', input: {}, priority: 'normal' } as JobRequest;

  it('is one job while that is open, and the next one later: found at once, however many have been there before', async () => {
    const fake = new FakeSubmitJob();
    const once = new OnceWhileOpen(fake as unknown as SubmitJob);
    const seen = new Set<string>();
    for (let turn = 0; turn < 50; turn += 1) {
      const { id } = await once.submit(by, request);
      expect((await once.submit(by, request)).id).toBe(id);
      seen.add(id);
      for (const job of fake.jobs.values()) job.status = 'succeeded';
    }

    expect(seen.size).toBe(50);
    expect(fake.asked).toBeLessThanOrEqual(150);
    // Another process finds the same way.
    const last = await once.submit(by, request);
    expect((await new OnceWhileOpen(fake as unknown as SubmitJob).submit(by, request)).id).toBe(last.id);
  });
});
