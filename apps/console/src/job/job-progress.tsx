import { generationJobs } from '@polyspool/contracts/generation';
import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { pdfJobs } from '@polyspool/contracts/pdf';
import { ProgressBar } from '../ui/progress-bar.js';
import { statusLabels } from '../ui/status-labels.js';
import { StepList } from './step-list.js';
import { stepLabel } from './steps.js';

export function JobProgress({ job }: { job: Job }) {
  const ended = isTerminal(job.status);
  const tone = job.status === 'failed' ? 'danger' : ended && job.status !== 'succeeded' ? 'muted' : 'accent';
  return (
    <div className="job-progress">
      <div className="job-progress-head">
        <p className="job-message">{messageOf(job)}</p>
        <p className="job-percent tabular">{Math.floor(job.percent)}%</p>
      </div>
      <ProgressBar label="Progress" percent={job.percent} active={job.status === 'running'} tone={tone} />
      <p className="visually-hidden" role="status">
        {announcementOf(job)}
      </p>
      <StepList job={job} />
    </div>
  );
}

function messageOf(job: Job) {
  if (job.message && !isTerminal(job.status)) return job.message;
  if (job.status === 'running' && job.step) return stepLabel(job.step, job.type);
  return job.status === 'succeeded' ? readyMessage(job) : messages[job.status];
}

function readyMessage({ type }: Job) {
  if (type === pdfJobs.translate.name) return 'Your document is ready.';
  if (type === generationJobs.fullVideo.name) return 'Your film is ready.';
  return type.startsWith('video.') ? 'Your subtitles are ready.' : 'Done.';
}

/** Every change would be too much to listen to: state, step and quarters are enough. */
function announcementOf(job: Job) {
  if (isTerminal(job.status)) return statusLabels[job.status];
  const step = job.step ? `, ${stepLabel(job.step, job.type)}` : '';
  return `${statusLabels[job.status]}${step}, ${Math.floor(job.percent / 25) * 25} percent`;
}

const messages = {
  scheduled: 'This job starts later.',
  queued: 'Waiting.',
  running: 'Working on it.',
  retrying: 'That did not work. We try again.',
  cancelling: 'Stopping.',
  failed: 'This job has failed.',
  cancelled: 'You stopped this job.',
  expired: 'This job was not started in time.',
};
