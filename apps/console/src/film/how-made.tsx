import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { engineWords } from '../new-film/film-words.js';
import { moneyAmount } from '../new-film/money-amount.js';
import { clockTime } from '../ui/format.js';
import { Figures } from '../ui/figures.js';
import { madeFilm } from './film-job.js';
import { ProvenanceDetails } from './provenance-details.js';
import { isAsBefore, type BoardScene } from './storyboard-of.js';

interface HowMadeProps {
  readonly job: Job;
  readonly file: Artifact;
  readonly scenes: readonly BoardScene[];
}

/** Which engines made the film, what it cost, what was there already, and whether that can be believed. */
export function HowMade({ job, file, scenes }: HowMadeProps) {
  const made = madeFilm(job);
  const before = scenes.filter(isAsBefore).length;
  return (
    <section className="card how-made" id="how-made" aria-labelledby="how-made-heading">
      <h2 id="how-made-heading">How it was made</h2>
      <Figures
        of={{
          Scenes: made?.missingScenes && scenes.length - made.missingScenes.length,
          Length: made && clockTime(made.durationSeconds),
          Pictures: made && engineWords(made.imageEngine.engine),
          Narration: made && (made.speechEngine ? engineWords(made.speechEngine.engine) : 'none'),
          Cost: made && (made.cost.amount > 0 ? moneyAmount(made.cost) : 'nothing'),
          'Taken from before': before > 0 ? `${before} of ${scenes.length} scenes` : undefined,
        }}
      />
      <ProvenanceDetails artifact={file} />
    </section>
  );
}
