import type { QualityCheck, QualityFinding, SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import type { Measured } from './measure-cues.js';
import { isBroken, type Rules } from './quality-rules.js';

/** Enough for anybody to go through; a report stays small however bad the subtitles are. */
const examplesOfEach = 1_000;

type Place = Pick<QualityFinding, 'segmentStartSeconds' | 'startSeconds' | 'endSeconds'>;

/** Counts all findings and keeps the first of each kind. */
export class FindingList {
  readonly counts: SubtitleQuality['findings'] = {};
  private readonly kept: QualityFinding[] = [];
  private readonly keptOf = new Map<string, number>();

  /** Answers if something was found. */
  judge(measures: readonly Measured[], rules: Rules, place: Place): boolean {
    let isFound = false;
    for (const { check, value } of measures) {
      const rule = rules.get(check);
      if (!rule || !isBroken(rule, value)) continue;
      isFound = true;
      this.add(check, { check, language: rule.language, ...place, value: Math.round(value * 1000) / 1000 });
    }
    return isFound;
  }

  /** In time order. */
  examples() {
    return this.kept.sort((a, b) => a.startSeconds - b.startSeconds);
  }

  private add(check: QualityCheck, finding: QualityFinding) {
    this.counts[check] = (this.counts[check] ?? 0) + 1;
    const kind = `${check} ${finding.language}`;
    const kept = this.keptOf.get(kind) ?? 0;
    if (kept >= examplesOfEach) return;
    this.keptOf.set(kind, kept + 1);
    this.kept.push(finding);
  }
}
