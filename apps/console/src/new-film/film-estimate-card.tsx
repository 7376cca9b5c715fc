import type { FilmEstimate } from '@polyspool/contracts/film-estimate';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import type { FilmWishes } from '../api/films-client.js';
import { useSettled } from '../document/use-settled.js';
import { useSession } from '../session/session.js';
import { forecastDuration, roughDuration } from '../ui/durations.js';
import { Figures } from '../ui/figures.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { moneyAmount } from './money-amount.js';

/** Who types wants no answer to every letter. */
const restMs = 400;

/** What the film would be, before anything of it is made. `wishes` undefined: there is nothing to make it of yet. */
export function FilmEstimateCard({ wishes }: { wishes: FilmWishes | undefined }) {
  const { api } = useSession();
  const settled = useSettled(JSON.stringify(wishes ?? null), restMs);
  const estimate = useQuery({
    queryKey: ['film-estimate', settled],
    queryFn: () => api.films.estimate(JSON.parse(settled) as FilmWishes),
    enabled: settled !== 'null',
    placeholderData: keepPreviousData,
  });
  const shown = wishes && estimate.data;
  return (
    <section className="film-estimate" aria-label="Estimate" aria-live="polite">
      {estimate.error && wishes && <ProblemNotice problem={ApiProblem.from(estimate.error)} />}
      {shown ? <Estimated estimate={shown} /> : <p className="muted small">{wishes ? 'Estimating…' : nothingYet}</p>}
    </section>
  );
}

const nothingYet = 'What it will cost and how long it takes shows here as soon as there is a script.';

function Estimated({ estimate }: { estimate: FilmEstimate }) {
  const { scenes, durationSeconds, cost, seconds, isExact } = estimate;
  const about = isExact ? '' : 'about ';
  return (
    <>
      <Figures
        of={{
          Scenes: `${about}${scenes}`,
          Length: `about ${roughDuration(durationSeconds)}`,
          Cost: cost.amount > 0 ? `${about}${moneyAmount(cost)}` : 'nothing',
          'Time to make it': seconds ? timeWords(seconds) : 'not known yet',
        }}
      />
      <p className="hint">
        {isExact ? '' : 'Guessed from the length of the script: its scenes are counted when it is read. '}
        {seconds ? '' : 'How long it takes is known once a film was made here.'}
      </p>
    </>
  );
}

function timeWords({ p50, p90 }: { p50: number; p90: number }) {
  const [likely, latest] = [forecastDuration(p50), forecastDuration(p90)];
  return likely === latest ? `about ${likely}` : `about ${likely}, ${latest} at most`;
}
