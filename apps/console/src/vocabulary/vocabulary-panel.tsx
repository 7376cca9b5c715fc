import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { WordState } from '@polyspool/contracts/learner';
import { memo, useCallback, useMemo, useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { AskingButton } from '../ui/asking-button.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { CoverageBar } from './coverage-bar.js';
import { DeckDownload } from './deck-download.js';
import { everyWord, filterEntries } from './filter-entries.js';
import { useVocabulary } from './use-vocabulary.js';
import { useWordStates } from './use-word-states.js';
import { VocabularyFilters } from './vocabulary-filters.js';
import { VocabularyTable } from './vocabulary-table.js';

interface VocabularyPanelProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly targetLanguage: string | undefined;
  readonly onSeek: (seconds: number) => void;
}

/**
 * The words of a recording: how many of them its reader knows, and all of them to choose from. Remembered, because the
 * player beside it tells its words several times a second.
 */
export const VocabularyPanel = memo(function VocabularyPanel(props: VocabularyPanelProps) {
  const { job, artifacts, targetLanguage, onSeek } = props;
  const [filter, setFilter] = useState(everyWord);
  const vocabulary = useVocabulary(job, artifacts);
  const states = useWordStates(job.id, vocabulary.language);
  const { entries, language = '', coverage, isComplete } = vocabulary;
  const found = useMemo(() => filterEntries(entries, filter), [entries, filter]);
  const { mutate } = states;
  const setState = useCallback((lemma: string, to: WordState) => mutate({ lemmas: [lemma], to }), [mutate]);
  if (!vocabulary.isThere) return null;
  const problem = vocabulary.error ?? states.error;
  return (
    <section className="card vocabulary" id="vocabulary" aria-labelledby="vocabulary-heading">
      <div className="section-head">
        <h2 id="vocabulary-heading">Vocabulary</h2>
        <p className="muted small tabular">
          {isComplete ? `${entries.length.toLocaleString('en')} words` : 'Loading…'}
        </p>
      </div>
      {problem && <ProblemNotice problem={ApiProblem.from(problem)} />}
      <CoverageBar entries={entries} coverage={coverage} isComplete={isComplete} />
      <VocabularyFilters value={filter} onChange={setFilter} />
      <div className="section-head">
        <p className="muted small tabular" role="status">
          {found.length.toLocaleString('en')} shown
        </p>
        <MarkAllKnown
          lemmas={found.filter(({ state }) => state !== 'known').map(({ lemma }) => lemma)}
          states={states}
        />
      </div>
      {found.length === 0 && isComplete && <p className="muted">No words like that.</p>}
      {found.length > 0 && (
        <VocabularyTable
          // Another list begins at its top.
          key={JSON.stringify(filter)}
          entries={found}
          language={language}
          targetLanguage={targetLanguage}
          onState={setState}
          onSeek={onSeek}
        />
      )}
      <DeckDownload job={job} filter={filter} shown={found} />
    </section>
  );
});

interface MarkAllKnownProps {
  readonly lemmas: readonly string[];
  readonly states: ReturnType<typeof useWordStates>;
}

function MarkAllKnown({ lemmas, states }: MarkAllKnownProps) {
  if (lemmas.length === 0) return null;
  const amount = lemmas.length === 1 ? 'this word' : `all ${lemmas.length.toLocaleString('en')} words`;
  return (
    <AskingButton label="Mark all as known" question="Mark all as known?" className="button small">
      {(close) => (
        <>
          <p>Do you know {amount} in this list?</p>
          <div className="button-row">
            <button className="button" type="button" autoFocus onClick={close}>
              Not all
            </button>
            <button
              className="button primary"
              type="button"
              onClick={() => {
                states.mutate({ lemmas, to: { state: 'known' } });
                close();
              }}
            >
              Yes, I know them
            </button>
          </div>
        </>
      )}
    </AskingButton>
  );
}
