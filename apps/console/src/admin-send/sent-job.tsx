import { z } from 'zod';
import { Figures } from '../ui/figures.js';
import { JobLine } from '../ui/job-line.js';

/** Both kinds of it count; whom it went to is for the job's own page. */
const Counts = z.object({ sent: z.int(), deferred: z.int(), suppressed: z.int(), failed: z.int() });

export function SentJob({ jobId }: { jobId: string }) {
  return (
    <JobLine jobId={jobId} name="Notification">
      {({ output }) => {
        const { data } = Counts.safeParse(output);
        if (!data) return null;
        return (
          <Figures
            of={{
              Sent: data.sent,
              'Waits for the end of quiet hours': data.deferred || undefined,
              'Not wanted, or no address': data.suppressed || undefined,
              Failed: data.failed || undefined,
            }}
          />
        );
      }}
    </JobLine>
  );
}
