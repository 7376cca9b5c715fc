import { corpusJobs } from '@polyspool/contracts/corpus';
import type { Job } from '@polyspool/contracts/job-status';
import type { CorpusRecord } from '@polyspool/contracts/records';
import { warningsOf } from '../job/warnings-of.js';
import { Figures } from '../ui/figures.js';
import { clockTime, languageName } from '../ui/format.js';
import { FollowedJob } from './followed-job.js';
import { useRecordChanged } from './use-record.js';

const Analysis = corpusJobs.analyzeContent.output.omit({ transcript: true });

/** What was found out of what is said, and how. */
export function AnalysisCard({ record, jobId }: { record: CorpusRecord; jobId: string }) {
  const changed = useRecordChanged(record.id);
  return (
    <section className="card record-analysis" aria-labelledby="analysis-heading">
      <h2 id="analysis-heading">Content</h2>
      <FollowedJob jobId={jobId} onEnd={() => void changed()}>
        {(job) => <Found job={job} />}
      </FollowedJob>
    </section>
  );
}

function Found({ job }: { job: Job }) {
  const { data } = Analysis.safeParse(job.output);
  if (!data) return <p className="muted">What was found is no longer kept. Analyse it again.</p>;
  const { pauses, languages, keywords, wordsPerMinute, distinctWords } = data;
  return (
    <>
      <Figures
        of={{
          Speech: `${clockTime(data.speechSeconds)} of ${clockTime(data.durationSeconds)}`,
          'Words a minute': wordsPerMinute,
          'Different words': distinctWords,
          Pauses: pauses.count,
          'A pause lasts': pauses.count > 0 ? `${pauses.meanSeconds.toFixed(1)} s on average` : undefined,
          'Longest pause': pauses.count > 0 ? `${pauses.longestSeconds.toFixed(1)} s` : undefined,
          Languages: languages.length > 0 ? languages.map(languageWords).join(', ') : undefined,
        }}
      />
      {keywords.length > 0 && (
        <>
          <h3>Key words</h3>
          <ul className="keywords" aria-label="Key words">
            {keywords.map(({ word, count }) => (
              <li className="badge" key={word} dir="auto">
                {word} <span className="tabular">×{count}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {warningsOf(job).map((warning) => (
        <p className="hint" key={warning}>
          {warning}
        </p>
      ))}
    </>
  );
}

const languageWords = ({ language, confidence }: { language: string; confidence: number }) =>
  `${languageName(language)} (${Math.round(confidence * 100)} % sure)`;
