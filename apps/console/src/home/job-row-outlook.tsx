import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { whenDoneInBrief } from '../job/forecast-words.js';
import { whyInBrief } from '../job/waiting-words.js';
import { useNow } from '../ui/use-now.js';

/** What holds a job up, or how long it still takes, in a few words. */
export function JobRowOutlook({ job }: { job: Job }) {
  const { waiting, eta, status } = job;
  const isOpen = !isTerminal(status) && status !== 'cancelling';
  const now = useNow(isOpen && Boolean(waiting ?? eta));
  if (!isOpen) return null;
  const texts = [
    waiting && waiting.reason !== 'children' && whyInBrief(waiting, now),
    eta && whenDoneInBrief(eta, now),
  ].filter(Boolean);
  return texts.length > 0 && <span className="job-row-outlook tabular"> · {texts.join(' · ')}</span>;
}
