import type { Job } from '@polyspool/contracts/job-status';
import { videoJobs } from '@polyspool/contracts/video';
import type { CefrLevel } from '@polyspool/contracts/vocabulary';
import { useMutation } from '@tanstack/react-query';
import { Clapperboard } from 'lucide-react';
import { memo, useState, type FormEvent } from 'react';
import { useNavigate } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { useUpload } from '../live/use-upload.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { LevelChips } from '../vocabulary/level-chips.js';
import { recordingInput } from './recording-input.js';

/** Begins the job that makes one film of the expressions worth learning. */
export const ExpressionsForm = memo(function ExpressionsForm({ job }: { job: Job }) {
  const { data: upload } = useUpload(job);
  const [levels, setLevels] = useState<readonly CefrLevel[]>(['B1', 'B2', 'C1', 'C2']);
  const [count, setCount] = useState(10);
  const reel = useReel(job);
  if (upload?.kind !== 'video' || job.type !== videoJobs.process.name || job.status !== 'succeeded') return null;
  const begin = (event: FormEvent) => {
    event.preventDefault();
    reel.mutate({ levels, maxExpressions: count });
  };
  return (
    <section className="card expressions" id="expressions" aria-labelledby="expressions-heading">
      <h2 id="expressions-heading">Expressions reel</h2>
      <p className="muted">
        One film of the expressions worth learning: a slide for each, then the scene in which it is said.
      </p>
      <form className="expressions-form" onSubmit={begin}>
        <LevelChips value={levels} onChange={setLevels} />
        <label className="field count-field">
          <span>How many</span>
          <input
            type="number"
            min={1}
            max={50}
            required
            value={count}
            onChange={({ target }) => setCount(target.valueAsNumber || 1)}
          />
        </label>
        <button className="button primary" type="submit" disabled={levels.length === 0 || reel.isPending}>
          <Clapperboard aria-hidden size={18} />
          {reel.isPending ? 'Starting…' : 'Make an expressions reel'}
        </button>
      </form>
      {levels.length === 0 && (
        <p className="fault" role="status">
          Choose at least one level.
        </p>
      )}
      {reel.error && <ProblemNotice problem={ApiProblem.from(reel.error)} />}
    </section>
  );
});

interface ReelWish {
  readonly levels: readonly CefrLevel[];
  readonly maxExpressions: number;
}

function useReel(job: Job) {
  const { api } = useSession();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (wish: ReelWish) => api.submit(videoJobs.processContent.name, { ...recordingInput(job), ...wish }),
    onSuccess: (made) => navigate(`/jobs/${made.id}`),
  });
}
