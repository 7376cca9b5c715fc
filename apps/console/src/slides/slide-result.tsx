import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { ArtifactImage } from '../ui/artifact-image.js';

interface SlideResultProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
}

/** The slide as it looks. */
export function SlideResult({ job, artifacts }: SlideResultProps) {
  const picture = artifacts.find(({ jobId, mediaType }) => jobId === job.id && mediaType === 'image/png');
  const { expression } = job.input;
  if (!picture) return null;
  return (
    <section className="card slide-result" aria-label="Slide">
      <ArtifactImage artifact={picture} alt={`Slide: ${typeof expression === 'string' ? expression : ''}`} />
    </section>
  );
}
