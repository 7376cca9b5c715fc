import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import { Check, CircleDashed, LoaderCircle, RotateCw, X } from 'lucide-react';
import { statusLabels } from '../ui/status-labels.js';
import { isAsBefore, type BoardScene } from './storyboard-of.js';

/** How far the picture, the narration and the clip of a scene are, and why one of them could not be made. */
export function SceneParts({ board }: { board: BoardScene }) {
  const { scene, image, audio, clip } = board;
  const parts: [string, Job | undefined][] = [
    ['Picture', image],
    ...(scene.lines.length > 0 || audio ? ([['Narration', audio]] satisfies [string, Job | undefined][]) : []),
    ['Clip', clip],
  ];
  if (isAsBefore(board))
    return (
      <p className="scene-parts muted small">
        <RotateCw aria-hidden size={14} />
        As before, nothing was made again
      </p>
    );
  const failed = parts.flatMap(([, job]) => (job?.error ? [job.error.detail] : []));
  return (
    <>
      <ul className="scene-parts small" aria-label="What is made of it">
        {parts.map(([name, job]) => (
          <li key={name} className={`scene-part ${job?.status ?? 'queued'}`}>
            <PartMark job={job} />
            {name}
            <span className="visually-hidden">: {stateOf(job)}</span>
            {job?.status === 'running' && <span className="tabular muted">{Math.floor(job.percent)}%</span>}
          </li>
        ))}
      </ul>
      {failed.map((detail) => (
        <p key={detail} className="fault">
          {detail}
        </p>
      ))}
    </>
  );
}

const stateOf = (job: Job | undefined) => (job ? statusLabels[job.status] : statusLabels.queued);

function PartMark({ job }: { job: Job | undefined }) {
  if (job?.status === 'succeeded') return <Check aria-hidden size={14} strokeWidth={2.6} />;
  if (job && isTerminal(job.status)) return <X aria-hidden size={14} strokeWidth={2.6} />;
  if (job?.status === 'running') return <LoaderCircle className="turning" aria-hidden size={14} />;
  return <CircleDashed aria-hidden size={14} />;
}
