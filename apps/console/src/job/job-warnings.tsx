import type { Job } from '@polyspool/contracts/job-status';
import { Info } from 'lucide-react';
import { warningsOf } from './warnings-of.js';

/** What a job that succeeded wants to be known. */
export function JobWarnings({ job }: { job: Job }) {
  const details = warningsOf(job);
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
