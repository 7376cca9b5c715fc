import { isTerminal, type JobSnapshot } from '@polyspool/contracts/job-status';
import { Clock, Hourglass, Recycle } from 'lucide-react';
import { useJobOutlook } from '../live/use-job-outlook.js';
import { useNow } from '../ui/use-now.js';
import { whatWasReused, whenDone } from './forecast-words.js';
import { TryNowButton } from './try-now-button.js';
import { waitingJob } from './waiting-job.js';
import { whyItWaits } from './waiting-words.js';

/** What holds the job up, when it will be done, and what it did not have to do. */
export function JobOutlook({ tree }: { tree: JobSnapshot }) {
  const { job } = tree;
  useJobOutlook(job);
  const isOpen = !isTerminal(job.status);
  const now = useNow(isOpen);
  const waiting = isOpen ? waitingJob(tree) : undefined;
  const eta = isOpen && job.status !== 'cancelling' ? job.eta : undefined;
  const reused = job.reused && job.reused.steps > 0 ? job.reused : undefined;
  if (!waiting && !eta && !reused && job.status !== 'retrying') return null;
  return (
    <div className="outlook">
      <ul className="outlook-facts" aria-label="What to expect">
        {waiting?.waiting && (
          <li className="outlook-wait">
            <Hourglass aria-hidden size={18} />
            <span className="tabular">{whyItWaits(waiting.waiting, now)}</span>
          </li>
        )}
        {eta && (
          <li>
            <Clock aria-hidden size={18} />
            <span className="tabular">{whenDone(eta, now)}</span>
          </li>
        )}
        {reused && (
          <li>
            <Recycle aria-hidden size={18} />
            {whatWasReused(reused)}
          </li>
        )}
      </ul>
      {job.status === 'retrying' && <TryNowButton key={`${job.run}.${job.attempts}`} jobId={job.id} />}
    </div>
  );
}
