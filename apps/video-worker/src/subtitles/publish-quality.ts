import type { Transcript } from '@polyspool/contracts/segments';
import type { QualitySummary } from '@polyspool/contracts/subtitle-quality';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import { qualityReport, type QualityOptions } from '@polyspool/subtitles/quality-report';
import { subtitleTracks } from '@polyspool/subtitles/subtitle-tracks';

/** The report as `quality.json`. Answers what of it stands in the job's output. */
export async function publishQuality(
  job: Pick<RunningJob, 'artifact'>,
  transcript: Transcript,
  options: QualityOptions,
): Promise<QualitySummary> {
  const report = await qualityReport(transcript, await subtitleTracks(transcript), options);
  const file = { name: 'quality.json', kind: 'quality', mediaType: 'application/json' } as const;
  await job.artifact(file, JSON.stringify(report, null, 2));
  const { score, cues, cuesWithFindings, findings } = report;
  return { ...(score !== undefined && { score }), cues, cuesWithFindings, findings };
}
