import type { Artifact, Job } from '@polyspool/contracts/job-status';
import { ArtifactImage } from '../ui/artifact-image.js';
import { useArtifactLink } from '../ui/use-artifact-link.js';
import { ProvenanceDetails } from './provenance-details.js';

interface MadePartProps {
  readonly job: Job;
  readonly artifacts: readonly Artifact[];
}

/** The one thing that a job has made for a film: a picture, a narration, a clip. */
export function MadePart({ job, artifacts }: MadePartProps) {
  const made = artifacts.find(({ jobId, kind }) => jobId === job.id && shown.includes(kind));
  if (!made) return null;
  return (
    <section className="card made-part" aria-labelledby="made-heading">
      <h2 id="made-heading">What it has made</h2>
      {made.kind === 'picture' ? <ArtifactImage artifact={made} alt={promptOf(job)} /> : <Playable artifact={made} />}
      <ProvenanceDetails artifact={made} />
    </section>
  );
}

const shown: readonly Artifact['kind'][] = ['picture', 'sound', 'media'];

const promptOf = ({ input: { prompt } }: Job) => (typeof prompt === 'string' ? prompt : 'The picture');

function Playable({ artifact }: { artifact: Artifact }) {
  const { data } = useArtifactLink(artifact);
  const shared = { src: data?.url, controls: true, preload: 'metadata', 'aria-label': artifact.name };
  return artifact.kind === 'sound' ? <audio {...shared} /> : <video {...shared} playsInline />;
}
