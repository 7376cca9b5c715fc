import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import type { QualityFinding, QualityRule, SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import { memo } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { languageName } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { FindingGroup } from './finding-group.js';
import { checkNames } from './quality-words.js';
import { SpeedPicture } from './speed-picture.js';
import { useQuality } from './use-quality.js';

interface QualityPanelProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript;
  readonly onSeek: (seconds: number) => void;
}

/** What reads badly in the subtitles, by rule. Remembered as the vocabulary is. */
export const QualityPanel = memo(function QualityPanel({ job, artifacts, ...rest }: QualityPanelProps) {
  const { data, error } = useQuality(job, artifacts);
  if (error) return <ProblemNotice problem={ApiProblem.from(error)} />;
  return data && <Found quality={data} {...rest} />;
});

type FoundProps = Omit<QualityPanelProps, 'job' | 'artifacts'> & { readonly quality: SubtitleQuality };

function Found({ quality, transcript, onSeek }: FoundProps) {
  const { score, cues, cuesWithFindings, rules, examples, unchecked } = quality;
  const groups = rules
    .map((rule) => ({ rule, findings: examples.filter((finding) => belongs(finding, rule)) }))
    .filter(({ findings }) => findings.length > 0);
  const speedRule = rules.find(({ check, language }) => check === 'readingSpeed' && language === transcript.language);
  return (
    <section className="card quality" id="quality" aria-labelledby="quality-heading">
      <div className="section-head">
        <h2 id="quality-heading">Subtitle quality</h2>
        {score !== undefined && (
          <p className="quality-score tabular">
            <strong>{score}%</strong> <span className="muted small">of the subtitles pass every check</span>
          </p>
        )}
      </div>
      <p className="muted">
        {cuesWithFindings === 0
          ? `All ${cues.toLocaleString('en')} subtitles read well.`
          : `${cuesWithFindings.toLocaleString('en')} of ${cues.toLocaleString('en')} subtitles could read better.`}
      </p>
      <SpeedPicture segments={transcript.segments} limit={speedRule?.threshold} />
      {groups.map(({ rule, findings }) => (
        <FindingGroup
          key={`${rule.check} ${rule.language} ${rule.source}`}
          rule={rule}
          languageName={quality.tracks.length > 1 ? languageName(rule.language) : undefined}
          findings={findings}
          transcript={transcript}
          onSeek={onSeek}
        />
      ))}
      {unchecked.length > 0 && (
        <p className="hint">
          Not checked:{' '}
          {unchecked.map(({ check, reason }) => `${checkNames[check].toLowerCase()} (${reason})`).join('; ')}.
        </p>
      )}
    </section>
  );
}

const belongs = (finding: QualityFinding, rule: QualityRule) =>
  finding.check === rule.check && finding.language === rule.language;
