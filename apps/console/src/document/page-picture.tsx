import type { Artifact } from '@polyspool/contracts/job-status';
import type { SyntheticEvent } from 'react';
import { ApiProblem } from '../api/api-problem.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { useArtifactLink } from '../ui/use-artifact-link.js';

interface PagePictureProps {
  readonly artifact: Artifact;
  readonly alt: string;
  /** Width by height, as soon as that is known. */
  readonly onRatio: (ratio: number) => void;
}

/** A page. When its link has run out, a new one takes its place. */
export function PagePicture({ artifact, alt, onRatio }: PagePictureProps) {
  const link = useArtifactLink(artifact);
  const look = ({ currentTarget: { naturalWidth, naturalHeight } }: SyntheticEvent<HTMLImageElement>) => {
    if (naturalHeight > 0) onRatio(naturalWidth / naturalHeight);
  };
  const renew = () => {
    if (link.data && Date.parse(link.data.expiresAt) <= Date.now()) void link.refetch();
  };
  if (link.error) return <ProblemNotice problem={ApiProblem.from(link.error)} />;
  return link.data && <img src={link.data.url} alt={alt} draggable={false} onLoad={look} onError={renew} />;
}
