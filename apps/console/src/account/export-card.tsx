import type { Job } from '@polyspool/contracts/job-status';
import type { Me } from '@polyspool/contracts/people';
import { gdprJobs } from '@polyspool/contracts/reports';
import { useMutation } from '@tanstack/react-query';
import { PackageOpen } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { useArtifacts } from '../live/use-artifacts.js';
import { useSession } from '../session/session.js';
import { DownloadButton } from '../ui/download-button.js';
import { byteSize, fullDate } from '../ui/format.js';
import { JobLine } from '../ui/job-line.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useNow } from '../ui/use-now.js';

/** A ZIP of all that is kept of somebody (GDPR, articles 15 and 20). */
export function ExportCard({ me }: { me: Me }) {
  const { jobId, begin } = useExport(me);
  return (
    <section className="card page-stack" aria-labelledby="export">
      <h2 className="with-icon" id="export">
        <PackageOpen aria-hidden size={20} strokeWidth={1.8} />
        Take it with you
      </h2>
      <p>
        Everything that is kept of you, in one ZIP: your jobs, recordings, words and settings as JSON, and your files as
        they are. You can leave this page while it is made.
      </p>
      {jobId && (
        <JobLine jobId={jobId} name="Copy of your data">
          {(job) => job.status === 'succeeded' && <MadeExport job={job} />}
        </JobLine>
      )}
      <button className="button fit" type="button" disabled={begin.isPending} onClick={() => begin.mutate()}>
        {jobId ? 'Make a new copy' : 'Make a copy of my data'}
      </button>
      {begin.error && <ProblemNotice problem={ApiProblem.from(begin.error)} />}
    </section>
  );
}

/** Which job it was, this browser remembers. */
function useExport({ id }: Me) {
  const { api, settings } = useSession();
  const name = `export of ${id}`;
  const [jobId, setJobId] = useState(() => settings.getItem(name) ?? undefined);
  const begin = useMutation({
    mutationFn: api.myData.export,
    onSuccess: (job) => {
      settings.setItem(name, job.id);
      setJobId(job.id);
    },
  });
  return { jobId, begin };
}

const Made = gdprJobs.export.output;

function MadeExport({ job }: { job: Job }) {
  const { artifacts } = useArtifacts(job.id);
  const { data: made } = Made.safeParse(job.output);
  const now = useNow(false);
  const isGone = made && Date.parse(made.expiresAt) < now;
  if (isGone) return <p className="muted">It was there until {fullDate(made.expiresAt)}. Make a new one.</p>;
  const [file] = artifacts;
  return (
    <>
      {made && (
        <p className="muted small">
          {made.files === 1 ? '1 file' : `${made.files.toLocaleString('en')} files`}, {made.rows.toLocaleString('en')}{' '}
          entries, {byteSize(made.bytes)}. It is there until {fullDate(made.expiresAt)}.
        </p>
      )}
      {file && (
        <div className="button-row">
          <DownloadButton artifact={file} isPrimary />
        </div>
      )}
    </>
  );
}
