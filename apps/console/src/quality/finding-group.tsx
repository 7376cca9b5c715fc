import type { Segment, Transcript } from '@polyspool/contracts/segments';
import type { QualityFinding, QualityRule } from '@polyspool/contracts/subtitle-quality';
import { useMemo, useState } from 'react';
import { clockTime } from '../ui/format.js';
import { checkAdvice, checkNames, ruleWords, valueWords } from './quality-words.js';

interface FindingGroupProps {
  readonly rule: QualityRule;
  /** Where the subtitles of several languages were checked. */
  readonly languageName: string | undefined;
  readonly findings: readonly QualityFinding[];
  readonly transcript: Transcript;
  readonly onSeek: (seconds: number) => void;
}

/** So many at first, and with every wish for more. */
const step = 20;

/** All that one rule has found, folded away until it is asked for. */
export function FindingGroup({ rule, languageName, findings, transcript, onSeek }: FindingGroupProps) {
  const [limit, setLimit] = useState(step);
  const texts = useMemo(() => textsByStart(transcript.segments), [transcript.segments]);
  const isSpoken = rule.language === transcript.language;
  return (
    <details className="finding-group">
      <summary>
        <span className="finding-name">{checkNames[rule.check]}</span>
        <span className="badge tabular">{findings.length.toLocaleString('en')}</span>
        {languageName && <span className="muted small">{languageName}</span>}
      </summary>
      <p className="hint">
        Should be {ruleWords(rule)} ({rule.source}). {checkAdvice[rule.check]}
      </p>
      <ul className="findings" aria-label={`${checkNames[rule.check]}${languageName ? `, ${languageName}` : ''}`}>
        {findings.slice(0, limit).map((finding) => {
          const segment = texts.get(finding.segmentStartSeconds);
          return (
            <li key={finding.startSeconds}>
              <button className="finding" type="button" onClick={() => onSeek(finding.startSeconds)}>
                <span className="line-time tabular">{clockTime(finding.startSeconds)}</span>
                <span className="finding-text" lang={rule.language} dir="auto">
                  {isSpoken ? segment?.text : segment?.translation}
                </span>
                <span className="small tabular">{valueWords(finding.value, rule.unit)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      {findings.length > limit && (
        <button className="button small" type="button" onClick={() => setLimit(limit + step)}>
          Show more ({(findings.length - limit).toLocaleString('en')} left)
        </button>
      )}
    </details>
  );
}

const textsByStart = (segments: readonly Segment[]) =>
  new Map(segments.map((segment) => [segment.startSeconds, segment]));
