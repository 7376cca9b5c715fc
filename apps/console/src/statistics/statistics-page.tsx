import { ArrowLeft, ChartColumn, RotateCw } from 'lucide-react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { FollowedJob } from '../record/followed-job.js';
import { DownloadButton } from '../ui/download-button.js';
import { fullDate } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CorpusCharts } from './corpus-charts.js';
import { useCorpusReport } from './use-corpus-report.js';

export function StatisticsPage() {
  const { isPending, error, newer, files, report, asking, refresh } = useCorpusReport();
  const isBusy = asking.isPending || (newer !== undefined && newer.status !== 'failed');
  const isEmpty = !isPending && !error && !report && !newer;
  return (
    <div className="records-page statistics-page">
      <title>Statistics of recordings · Polyspool</title>
      <header className="record-header">
        <Link className="back-link" to="/recordings">
          <ArrowLeft aria-hidden size={16} />
          All recordings
        </Link>
        <h1>Statistics</h1>
        {report && (
          <p className="muted">
            As of <time dateTime={report.madeAt}>{fullDate(report.madeAt)}</time>
          </p>
        )}
        {!isEmpty && !isPending && (
          <div className="button-row">
            <button className="button" type="button" disabled={isBusy} onClick={() => asking.mutate()}>
              <RotateCw aria-hidden size={16} />
              Count again
            </button>
            {report && files.map((file) => <DownloadButton key={file.id} artifact={file} isNamed />)}
          </div>
        )}
      </header>
      {error && <ProblemNotice problem={ApiProblem.from(error)} />}
      {isPending && <p className="muted">Loading…</p>}
      {newer && (
        <section className="card" aria-label="New statistics">
          <FollowedJob key={newer.id} jobId={newer.id} onEnd={refresh}>
            {() => <p className="muted">Loading…</p>}
          </FollowedJob>
        </section>
      )}
      {isEmpty && <NothingCounted isBusy={isBusy} onCount={() => asking.mutate()} />}
      {report && <CorpusCharts statistics={report.statistics} />}
    </div>
  );
}

function NothingCounted({ isBusy, onCount }: { isBusy: boolean; onCount: () => void }) {
  return (
    <div className="empty">
      <ChartColumn aria-hidden size={44} strokeWidth={1.4} />
      <p className="empty-title">Nothing counted yet</p>
      <p className="muted">
        See how many hours you have, by language, contributor, category and quality, and how the collection grows.
      </p>
      <button className="button primary" type="button" disabled={isBusy} onClick={onCount}>
        Count the recordings
      </button>
    </div>
  );
}
