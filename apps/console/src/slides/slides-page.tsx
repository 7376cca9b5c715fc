import { isTerminal } from '@polyspool/contracts/job-status';
import { slidesJobs } from '@polyspool/contracts/slides';
import { useMutation } from '@tanstack/react-query';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { JobErrorCard } from '../job/job-error-card.js';
import { useArtifacts } from '../live/use-artifacts.js';
import { useJobTree } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';
import { DownloadButton } from '../ui/download-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { SlideForm } from './slide-form.js';
import { SlideResult } from './slide-result.js';

/** Makes one slide and shows it beside its form. */
export function SlidesPage() {
  const { api } = useSession();
  const making = useMutation({ mutationFn: (input: object) => api.submit(slidesJobs.generate.name, input) });
  return (
    <div className="slides-page">
      <title>Slides · Polyspool</title>
      <header className="operations-header">
        <h1>Slides</h1>
        <p className="lead">One expression, as a picture to learn from. Any script.</p>
      </header>
      <div className="slides-grid">
        <SlideForm isBusy={making.isPending} onMake={making.mutate} />
        <div className="slide-preview" aria-live="polite">
          {making.error && <ProblemNotice problem={ApiProblem.from(making.error)} />}
          {making.data ? (
            <MadeSlide key={making.data.id} jobId={making.data.id} />
          ) : (
            <p className="card empty muted">Your slide appears here.</p>
          )}
        </div>
      </div>
    </div>
  );
}

function MadeSlide({ jobId }: { jobId: string }) {
  const tree = useJobTree(jobId);
  const { artifacts } = useArtifacts(jobId);
  const job = tree.data?.job;
  if (tree.error) return <ProblemNotice problem={ApiProblem.from(tree.error)} />;
  if (!job) return <p className="muted">Starting…</p>;
  return (
    <>
      {!isTerminal(job.status) && (
        <div className="card">
          <p>{job.message ?? 'Waiting'}</p>
          <ProgressBar label="Progress of the slide" percent={job.percent} active />
        </div>
      )}
      {job.error && <JobErrorCard error={job.error} />}
      <SlideResult job={job} artifacts={artifacts} />
      <div className="button-row">
        {job.status === 'succeeded' &&
          artifacts.map((artifact) => <DownloadButton key={artifact.id} artifact={artifact} isPrimary />)}
      </div>
      <Link to={`/jobs/${jobId}`}>See this job</Link>
    </>
  );
}
