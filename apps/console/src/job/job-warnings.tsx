import type { Job } from '@polyspool/contracts/job-status';
import { Info } from 'lucide-react';
import { z } from 'zod';

const Warned = z.object({ warnings: z.array(z.object({ detail: z.string() })) });

/** What a job that succeeded wants to be known. */
export function JobWarnings({ job }: { job: Job }) {
  const warned = Warned.safeParse(job.output);
  const details = warned.success ? [...new Set(warned.data.warnings.map(({ detail }) => detail))] : [];
  if (details.length === 0) return null;
  return (
    <section className="notice info" aria-label="Good to know">
      <Info aria-hidden size={20} />
      <div>
        <p className="notice-title">Good to know</p>
        {details.map((detail) => (
          <p key={detail}>{detail}</p>
        ))}
      </div>
    </section>
  );
}
