import type { KnownEntry, LearnerState, WordState } from '@polyspool/contracts/learner';
import { Play } from 'lucide-react';
import { memo, useState } from 'react';
import { clockTime } from '../ui/format.js';
import { isEstimated, levelWords } from './level-words.js';
import { kindNames, partOfSpeechName, stateNames } from './word-names.js';

interface VocabularyTableProps {
  readonly entries: readonly KnownEntry[];
  readonly language: string;
  readonly targetLanguage: string | undefined;
  readonly onState: (lemma: string, to: WordState) => void;
  readonly onSeek: (seconds: number) => void;
}

/** So many rows at first, and so many with every wish for more. */
const firstRows = 20;
const moreRows = 100;

export function VocabularyTable({ entries, ...rest }: VocabularyTableProps) {
  const [limit, setLimit] = useState(firstRows);
  return (
    <>
      <div className="vocabulary-scroll">
        <table className="vocabulary-table">
          <caption className="visually-hidden">Words of this recording, the most frequent first</caption>
          <thead>
            <tr>
              <th scope="col">Word</th>
              <th scope="col">Level</th>
              <th scope="col">Times</th>
              <th scope="col">Meaning</th>
              <th scope="col">First said</th>
              <th scope="col">State</th>
            </tr>
          </thead>
          <tbody>
            {entries.slice(0, limit).map((entry) => (
              <VocabularyRow key={`${entry.lemma} ${entry.kind}`} entry={entry} {...rest} />
            ))}
          </tbody>
        </table>
      </div>
      {entries.length > limit && (
        <button className="button more" type="button" onClick={() => setLimit(limit + moreRows)}>
          Show more ({(entries.length - limit).toLocaleString('en')} left)
        </button>
      )}
    </>
  );
}

type RowProps = Omit<VocabularyTableProps, 'entries'> & { readonly entry: KnownEntry };

const VocabularyRow = memo(function VocabularyRow({ entry, language, targetLanguage, onState, onSeek }: RowProps) {
  const { lemma, cefr, count, gloss, example, state, step: learned } = entry;
  const kind = entry.kind === 'word' ? partOfSpeechName(entry.partOfSpeech) : kindNames[entry.kind].slice(0, -1);
  return (
    <tr className={`word-${state}`}>
      <th scope="row">
        <span className="lemma" lang={language} dir="auto">
          {lemma}
        </span>
        <span className="muted small">{kind.toLowerCase()}</span>
      </th>
      <td data-label="Level">
        {cefr ? (
          <span className={`badge level${isEstimated(cefr) ? ' estimated' : ''}`} title={levelWords(cefr)}>
            {isEstimated(cefr) && '≈ '}
            {cefr.level}
            <span className="visually-hidden">{isEstimated(cefr) && ' (estimated)'}</span>
          </span>
        ) : (
          <span className="muted small">unknown</span>
        )}
      </td>
      <td className="tabular" data-label="Times">
        {count}
      </td>
      <td data-label="Meaning" lang={targetLanguage} dir="auto">
        {gloss?.text ?? <span className="muted">–</span>}
      </td>
      <td data-label="First said">
        {example.startSeconds === undefined ? (
          <span className="muted">–</span>
        ) : (
          <button
            className="button quiet small tabular"
            type="button"
            aria-label={`Play “${lemma}” at ${clockTime(example.startSeconds)}`}
            onClick={() => onSeek(example.startSeconds ?? 0)}
          >
            <Play aria-hidden size={14} />
            {clockTime(example.startSeconds)}
          </button>
        )}
      </td>
      <td data-label="State">
        <StateSelect lemma={lemma} state={state} step={learned} onState={onState} />
      </td>
    </tr>
  );
});

interface StateSelectProps {
  readonly lemma: string;
  readonly state: LearnerState;
  readonly step: number | undefined;
  readonly onState: RowProps['onState'];
}

function StateSelect({ lemma, state, step: learned = 1, onState }: StateSelectProps) {
  const value = state === 'learning' ? `learning ${learned}` : state;
  const choose = (chosen: string) => {
    const [to, at] = chosen.split(' ');
    onState(lemma, { state: to as LearnerState, ...(at && { step: Number(at) }) });
  };
  return (
    <select aria-label={`State of “${lemma}”`} value={value} onChange={({ target }) => choose(target.value)}>
      <option value="new">{stateNames.new}</option>
      {[1, 2, 3, 4].map((at) => (
        <option key={at} value={`learning ${at}`}>
          {stateNames.learning} {at}/4
        </option>
      ))}
      <option value="known">{stateNames.known}</option>
      <option value="ignored">{stateNames.ignored}</option>
    </select>
  );
}
