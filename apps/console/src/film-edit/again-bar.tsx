import { FilmQuality } from '@polyspool/contracts/film';
import type { Job } from '@polyspool/contracts/job-status';
import { RotateCw } from 'lucide-react';
import { useState } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { filmOptionsOf } from '../film/film-job.js';
import { qualityNames } from '../new-film/film-words.js';
import { Choice } from '../ui/choice.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { workWords } from './film-edits.js';
import type { FilmEdits } from './use-film-edits.js';

/** What the changes come to, and the way to have them. */
export function AgainBar({ job, edits }: { job: Job; edits: FilmEdits }) {
  const before = filmOptionsOf(job).quality;
  const [quality, setQuality] = useState(before);
  const { work, faults, film, again, discard } = edits;
  const isRight = faults.size === 0 && film.title.trim() !== '' && film.scenes.length > 0;
  const isOther = quality !== before;
  return (
    <div className="edits-bar again-bar" role="group" aria-label="Make the film again">
      <p role="status">{wordsOf({ isRight, isChanged: work.isChanged, isOther, words: workWords(work) })}</p>
      <div className="button-row">
        <Choice
          legend="Quality of the next film"
          options={FilmQuality.options}
          value={quality}
          nameOf={(option) => qualityNames[option]}
          onChange={setQuality}
        />
        <button
          className="button small primary"
          type="button"
          disabled={!isRight || !(work.isChanged || isOther) || again.isPending}
          onClick={() => again.mutate(quality)}
        >
          <RotateCw aria-hidden size={14} />
          {again.isPending ? 'Starting…' : 'Make again'}
        </button>
        {work.isChanged && (
          <button className="button small" type="button" onClick={discard}>
            Discard
          </button>
        )}
      </div>
      {again.error && <ProblemNotice problem={ApiProblem.from(again.error)} />}
    </div>
  );
}

interface Case {
  readonly isRight: boolean;
  readonly isChanged: boolean;
  readonly isOther: boolean;
  readonly words: string;
}

function wordsOf({ isRight, isChanged, isOther, words }: Case) {
  if (!isRight) return 'Something is still missing in what you have changed.';
  if (isOther) return 'In another quality, all pictures and clips are made again.';
  return isChanged ? words : 'Nothing is changed yet.';
}
