import type { Transcript } from '@polyspool/contracts/segments';
import type { SubtitleQuality, TrackQuality } from '@polyspool/contracts/subtitle-quality';
import type { TimeRange } from '@polyspool/contracts/time-range';
import { FindingList } from './finding-list.js';
import { measureCues } from './measure-cues.js';
import { measureSegments } from './measure-segments.js';
import { cueRules, segmentRules } from './quality-rules.js';
import type { SubtitleTrack } from './subtitle-tracks.js';
import { unhurried } from './unhurried.js';

export interface QualityOptions {
  /** Where somebody speaks, sorted. Without it no line is found to begin in silence. */
  readonly speech?: readonly TimeRange[] | undefined;
  readonly framesPerSecond?: number | undefined;
}

/** Measures the subtitles of each language by the rules for it, and what is spoken by what was heard. */
export async function qualityReport(
  transcript: Transcript,
  tracks: readonly SubtitleTrack[],
  options: QualityOptions = {},
): Promise<SubtitleQuality> {
  const findings = new FindingList();
  const doubtful = await judgeSegments(transcript, options, findings);
  const judged: TrackQuality[] = [];
  const single = tracks.filter(({ targetLanguage }) => targetLanguage === undefined);
  for (const track of single) {
    const isSpoken = track.language === transcript.language;
    judged.push(await judgeTrack(track, { transcript, doubtful: isSpoken ? doubtful : new Set(), findings, options }));
  }
  const cues = sum(judged.map((track) => track.cues));
  const cuesWithFindings = sum(judged.map((track) => track.cuesWithFindings));
  const rules = [
    ...segmentRules(transcript.language).values(),
    ...single.flatMap(({ language }) => [...cueRules(language, options.framesPerSecond).values()]),
  ];
  return {
    // Rounded down: a hundred is only what has no finding at all.
    ...(cues > 0 && { score: Math.floor((100 * (cues - cuesWithFindings)) / cues) }),
    cues,
    cuesWithFindings,
    findings: findings.counts,
    tracks: judged,
    rules,
    unchecked: unchecked(transcript, options),
    examples: findings.examples(),
  };
}

/** Answers which segments have findings. */
async function judgeSegments(transcript: Transcript, { speech }: QualityOptions, findings: FindingList) {
  const rules = segmentRules(transcript.language);
  const doubtful = new Set<number>();
  let index = 0;
  for await (const { segment, measures } of unhurried(measureSegments(transcript.segments, speech))) {
    const { startSeconds, endSeconds } = segment;
    const place = { segmentStartSeconds: startSeconds, startSeconds, endSeconds };
    if (findings.judge(measures, rules, place)) doubtful.add(index);
    index++;
  }
  return doubtful;
}

interface TrackContext {
  readonly transcript: Transcript;
  readonly doubtful: ReadonlySet<number>;
  readonly findings: FindingList;
  readonly options: QualityOptions;
}

async function judgeTrack({ language, cues }: SubtitleTrack, context: TrackContext): Promise<TrackQuality> {
  const { transcript, doubtful, findings, options } = context;
  const rules = cueRules(language, options.framesPerSecond);
  const speeds = new Float64Array(cues.length);
  let cuesWithFindings = 0;
  let index = 0;
  for await (const { cue, charactersPerSecond, measures } of unhurried(measureCues(cues, language))) {
    const segmentStartSeconds = transcript.segments[cue.source]?.startSeconds ?? cue.startMs / 1000;
    const place = { segmentStartSeconds, startSeconds: cue.startMs / 1000, endSeconds: cue.endMs / 1000 };
    const isFound = findings.judge(measures, rules, place);
    if (isFound || doubtful.has(cue.source)) cuesWithFindings++;
    speeds[index++] = charactersPerSecond;
  }
  return { language, cues: cues.length, cuesWithFindings, ...speedsOf(speeds.sort()) };
}

function speedsOf(sorted: Float64Array) {
  if (sorted.length === 0) return {};
  const at = (share: number) => Math.round((sorted[Math.floor((sorted.length - 1) * share)] ?? 0) * 10) / 10;
  return { medianCharactersPerSecond: at(0.5), p95CharactersPerSecond: at(0.95) };
}

function unchecked({ segments, transcriber }: Transcript, { speech }: QualityOptions): SubtitleQuality['unchecked'] {
  const silent = { check: 'silentStart', reason: 'Where somebody speaks is not known' } as const;
  const unsure = { check: 'lowConfidence', reason: `${transcriber.engine} does not say how sure it is` } as const;
  const isSilent = segments.length > 0 && segments.every(({ confidence }) => confidence === undefined);
  return [...(speech ? [] : [silent]), ...(isSilent ? [unsure] : [])];
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
