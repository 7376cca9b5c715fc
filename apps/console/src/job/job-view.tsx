import type { FidelityReport } from '@polyspool/contracts/fidelity';
import type { Artifact, Job, JobSnapshot } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { slidesJobs } from '@polyspool/contracts/slides';
import { videoJobs } from '@polyspool/contracts/video';
import { ApiProblem } from '../api/api-problem.js';
import { Reel } from '../content/reel.js';
import { isOverDocument, withoutPictures } from '../document/document-files.js';
import { DocumentResult } from '../document/document-result.js';
import { useFidelity } from '../document/use-fidelity.js';
import { isFilm } from '../film/film-job.js';
import { FilmResult } from '../film/film-result.js';
import { MadePart } from '../film/made-part.js';
import { useFilmScript } from '../film/use-film-script.js';
import { useArtifacts } from '../live/use-artifacts.js';
import { useUpload } from '../live/use-upload.js';
import { Downloads } from '../player/downloads.js';
import { useTranscript } from '../player/use-transcript.js';
import { isBatch } from '../records/batch-items.js';
import { BatchResult } from '../records/batch-result.js';
import { RecordOfJob } from '../records/record-of-job.js';
import { SlideResult } from '../slides/slide-result.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { AttemptList } from './attempt-list.js';
import { JobErrorCard } from './job-error-card.js';
import { JobHeader } from './job-header.js';
import { JobOutlook } from './job-outlook.js';
import { JobProgress } from './job-progress.js';
import { JobSections } from './job-sections.js';
import { JobWarnings } from './job-warnings.js';
import { PartGrid } from './part-grid.js';
import { Studio } from './studio.js';

/** A job: what was asked, how far it is, and what it has made. */
export function JobView({ tree }: { tree: JobSnapshot }) {
  const { job, children } = tree;
  const { artifacts, isPending } = useArtifacts(job.id);
  const { transcript, ...text } = useTranscript(job, artifacts);
  const upload = useUpload(job);
  const fidelity = useFidelity(job, artifacts);
  const script = useFilmScript(tree, artifacts);
  const own = artifacts.filter(({ jobId }) => jobId === job.id);
  const files = isOverDocument(job) ? withoutPictures(own) : own;
  // All at once: what comes late would push down what is being read.
  const isOpening =
    job.status === 'succeeded' &&
    (isPending || text.isPending || upload.isLoading || fidelity.isLoading || script.isLoading);
  if (isOpening) return <p className="muted opening">Loading…</p>;
  return (
    <article className="job-page">
      <JobHeader job={job} spoken={transcript?.language ?? script.film?.language} title={script.film?.title} />
      <JobSections
        job={job}
        artifacts={files}
        hasPlayer={transcript !== undefined}
        hasPages={fidelity.data !== undefined}
      />
      <section className={`card progress-card ${job.status}`} aria-label="Progress">
        <JobProgress job={job} />
        <JobOutlook tree={tree} />
        {!isFilm(job) && !isBatch(job) && <PartGrid parts={children} />}
      </section>
      {job.error && <JobErrorCard error={job.error} />}
      <JobWarnings job={job} />
      {fidelity.error && <ProblemNotice problem={ApiProblem.from(fidelity.error)} />}
      {isFilm(job) ? (
        <FilmResult tree={tree} artifacts={artifacts} script={script} />
      ) : (
        <Result tree={tree} artifacts={artifacts} transcript={transcript} report={fidelity.data} />
      )}
      <Downloads artifacts={files} transcript={transcript} />
      <AttemptList job={job} />
    </article>
  );
}

interface ResultProps {
  readonly tree: JobSnapshot;
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript | undefined;
  readonly report: FidelityReport | undefined;
}

/** What can be looked at, and not only be downloaded. */
function Result({ tree, artifacts, transcript, report }: ResultProps) {
  const { job } = tree;
  const { recordId } = job.input;
  if (isBatch(job)) return <BatchResult tree={tree} />;
  if (typeof recordId === 'string') return <RecordOfJob recordId={recordId} />;
  if (report) return <DocumentResult job={job} artifacts={artifacts} report={report} />;
  if (job.type === videoJobs.processContent.name) return <Reel job={job} artifacts={artifacts} />;
  if (job.type === slidesJobs.generate.name) return <SlideResult job={job} artifacts={artifacts} />;
  if (isMadePart(job)) return <MadePart job={job} artifacts={artifacts} />;
  return transcript && isOverRecording(job) && <Studio job={job} artifacts={artifacts} transcript={transcript} />;
}

const isOverRecording = ({ type }: Job) => type === videoJobs.process.name || type === videoJobs.processChunk.name;

const isMadePart = ({ type }: Job) => type.startsWith('generation.');
