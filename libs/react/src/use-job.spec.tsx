import type { JobUpdate, Polyspool } from '@polyspool/sdk';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { PolyspoolProvider, useJob } from './polyspool-react.js';
import { failed } from './testing/fake-client.js';

type Update = Partial<JobUpdate>;

/** Jobs whose updates a test tells. */
class FakeJobs {
  readonly asked: string[] = [];
  private tellNext: ((update: Update | Error | undefined) => void) | undefined;

  handle = (id: string) => ({
    id,
    events: ({ signal }: { signal: AbortSignal }) => this.#events(signal),
    artifacts: async () => [{ id: 'a1' }],
    cancel: async () => void this.asked.push('cancel'),
    retry: async () => void this.asked.push('retry'),
    resume: async () => void this.asked.push('resume'),
  });

  async tell(update?: Update | Error) {
    await act(async () => this.tellNext?.(update));
  }

  async *#events(signal: AbortSignal) {
    this.asked.push('follow');
    for (;;) {
      const next = await new Promise<Update | Error | undefined>((resolve) => {
        this.tellNext = resolve;
        signal.addEventListener('abort', () => resolve(undefined));
      });
      if (!next) return;
      if (next instanceof Error) throw next;
      yield { children: [], artifacts: [], via: 'ws', ...next };
    }
  }
}

const job = (status: string, over = {}) => ({ job: { id: 'j1', status, percent: 50, ...over } }) as unknown as Update;

describe('useJob', () => {
  const open = (jobId: string | null = 'j1') => {
    const jobs = new FakeJobs();
    const client = { jobs } as unknown as Polyspool;
    const wrapper = ({ children }: { children: ReactNode }) => (
      <PolyspoolProvider client={client}>{children}</PolyspoolProvider>
    );
    const hook = renderHook(({ id }) => useJob(id), { wrapper, initialProps: { id: jobId } });
    return { jobs, ...hook };
  };

  it('is the job as it is told, and at its end all that it has made', async () => {
    const { jobs, result } = open();
    expect(result.current).toMatchObject({ job: null, via: null, error: null });

    await jobs.tell(job('running'));
    expect(result.current).toMatchObject({ job: { status: 'running' }, via: 'ws', artifacts: [] });
    await jobs.tell(job('succeeded'));
    await jobs.tell();

    await waitFor(() => expect(result.current.artifacts).toEqual([{ id: 'a1' }]));
    expect(result.current.via).toBeNull();
  });

  it('follows the next run, and another job', async () => {
    const { jobs, result, rerender } = open();
    await jobs.tell(job('failed'));
    await jobs.tell();

    await act(() => result.current.resume());
    await jobs.tell(job('running'));
    expect(result.current.job?.status).toBe('running');
    expect(jobs.asked).toEqual(['follow', 'resume', 'follow']);
    rerender({ id: 'j2' });
    expect(result.current.job).toBeNull();
    rerender({ id: null } as never);
    expect(result.current).toMatchObject({ job: null, error: null });
  });

  it('says why it cannot be followed', async () => {
    const { jobs, result } = open();

    await jobs.tell(failed(404));

    expect(result.current.error).toMatchObject({ status: 404 });
  });
});
