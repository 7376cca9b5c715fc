import type { Artifact } from '@polyspool/contracts/job-status';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from './problem-notice.js';
import { useArtifactLink } from './use-artifact-link.js';

/** A picture that a job has made. Its place is kept while it loads. */
export function ArtifactImage({ artifact, alt }: { artifact: Artifact; alt: string }) {
  const link = useArtifactLink(artifact);
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  return <span className="artifact-image">{link.data && <img src={link.data.url} alt={alt} loading="lazy" />}</span>;
}
