import type { Artifact, Job } from '@polyspool/contracts/job-status';
import type { KnownEntry } from '@polyspool/contracts/learner';
import type { Transcript } from '@polyspool/contracts/segments';
import type { SubtitleQuality } from '@polyspool/contracts/subtitle-quality';
import { aJob, anArtifact, ids } from './examples.js';
import { FakeGateway } from './fake-gateway.js';
import { goodKey, openApp } from './open-app.js';

interface Recording {
  readonly job?: Partial<Job>;
  readonly transcript: Transcript;
  readonly words?: KnownEntry[];
  readonly quality?: SubtitleQuality;
}

/** The page of a job that has made subtitles, with what else it has made. */
export function openRecording({ job, transcript, words, quality }: Recording) {
  const gateway = new FakeGateway(goodKey);
  gateway.jobs.set(ids.job, aJob({ status: 'succeeded', percent: 100, ...job }));
  const files: Artifact[] = [anArtifact()];
  gateway.transcripts.set(ids.transcript, transcript);
  if (words) {
    files.push(anArtifact({ id: ids.child(80), name: 'vocabulary.json', kind: 'vocabulary' }));
    gateway.learning.words = words;
  }
  if (quality) {
    files.push(anArtifact({ id: ids.child(81), name: 'quality.json', kind: 'report' }));
    gateway.files.set(ids.child(81), quality);
  }
  gateway.artifacts = files;
  return openApp({ gateway, at: `/jobs/${ids.job}` });
}
