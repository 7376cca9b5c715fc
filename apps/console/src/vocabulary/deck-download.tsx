import { isTerminal, type Job } from '@polyspool/contracts/job-status';
import type { KnownEntry } from '@polyspool/contracts/learner';
import type { DeckFormat } from '@polyspool/contracts/vocabulary';
import { useMutation } from '@tanstack/react-query';
import { GraduationCap, Sheet } from 'lucide-react';
import { Link } from 'react-router';
import { ApiProblem } from '../api/api-problem.js';
import { explainError } from '../job/error-advice.js';
import { useArtifacts } from '../live/use-artifacts.js';
import { useJobTree } from '../live/use-job-tree.js';
import { useSession } from '../session/session.js';
import { DownloadButton } from '../ui/download-button.js';
import { Notice } from '../ui/notice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import type { VocabularyFilter } from './filter-entries.js';

interface DeckDownloadProps {
  readonly job: Job;
  /** What is filtered for goes into the deck. */
  readonly filter: VocabularyFilter;
  readonly shown: readonly KnownEntry[];
}

/** The most that a deck can be told by name. */
const maxLemmas = 2_000;

const formats = [
  { format: 'apkg', label: 'Make an Anki deck', icon: GraduationCap },
  { format: 'csv', label: 'Make a table (CSV)', icon: Sheet },
] as const satisfies { format: DeckFormat; label: string; icon: typeof Sheet }[];

/** Cards of the words that are shown, made by a job and offered when it is done. */
export function DeckDownload({ job, filter, shown }: DeckDownloadProps) {
  const { levels, state, kind, text } = filter;
  const { api } = useSession();
  const deck = useMutation({
    mutationFn: (format: DeckFormat) =>
      api.learning.deck(job.id, {
        format,
        ...(levels.length > 0 && { levels: [...levels] }),
        ...(state && { states: [state] }),
        ...((kind || text.trim()) && { lemmas: shown.slice(0, maxLemmas).map(({ lemma }) => lemma) }),
      }),
  });
  return (
    <div className="deck">
      <h3>Take the words home</h3>
      <p className="muted small">{wordsOf(filter)} With sentence and translation; Anki cards also speak.</p>
      <div className="button-row">
        {formats.map(({ format, label, icon: Icon }) => (
          <button
            key={format}
            className="button"
            type="button"
            disabled={deck.isPending}
            onClick={() => deck.mutate(format)}
          >
            <Icon aria-hidden size={16} />
            {label}
          </button>
        ))}
      </div>
      {deck.error && <ProblemNotice problem={ApiProblem.from(deck.error)} />}
      {deck.data && <DeckProgress key={deck.data.id} jobId={deck.data.id} />}
    </div>
  );
}

function wordsOf({ levels, state, kind, text }: VocabularyFilter) {
  const ofLevels = levels.length > 0 ? ` of ${levels.join(', ')}` : '';
  const those = kind || text.trim() ? 'The words shown' : `The words${ofLevels}`;
  return `${those} that are ${state || 'new or being learned'}.`;
}

function DeckProgress({ jobId }: { jobId: string }) {
  const tree = useJobTree(jobId);
  const { artifacts } = useArtifacts(jobId);
  const job = tree.data?.job;
  if (tree.error) return <ProblemNotice problem={ApiProblem.from(tree.error)} />;
  if (!job) return <p className="muted">Starting…</p>;
  const files = artifacts.filter((artifact) => artifact.jobId === jobId);
  return (
    <div className="deck-progress" role="group" aria-label="Deck">
      {!isTerminal(job.status) && (
        <>
          <ProgressBar label="Progress of the deck" percent={job.percent} active />
          <p className="muted small">{job.message ?? 'Making the cards'}</p>
        </>
      )}
      {job.error && <Notice title={explainError(job.error.code).title}>{job.error.detail}</Notice>}
      {job.status === 'succeeded' && files.map((file) => <DownloadButton key={file.id} artifact={file} isPrimary />)}
      <Link className="small" to={`/jobs/${jobId}`}>
        See this job
      </Link>
    </div>
  );
}
