import type { Artifact } from '@polyspool/contracts/job-status';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { ProblemNotice } from './problem-notice.js';

interface DownloadButtonProps {
  readonly artifact: Artifact;
  /** It is what the reader has waited for. */
  readonly isPrimary?: boolean;
  /** It says what it downloads, where nothing beside it does. */
  readonly isNamed?: boolean;
}

export function DownloadButton({ artifact, isPrimary = false, isNamed = isPrimary }: DownloadButtonProps) {
  const download = useDownload();
  return (
    <>
      <button
        className={`button${isPrimary ? ' primary' : ''}`}
        type="button"
        aria-label={`Download ${artifact.name}`}
        onClick={() => download.mutate(artifact)}
      >
        <Download aria-hidden size={16} />
        {isNamed ? `Download ${artifact.name}` : 'Download'}
      </button>
      {download.error && <ProblemNotice problem={ApiProblem.from(download.error)} />}
    </>
  );
}

/** A link is signed for a short time, so it is asked for at the click. */
function useDownload() {
  const { api } = useSession();
  return useMutation({
    mutationFn: async (artifact: Artifact) => {
      const { url } = await api.artifactLink(artifact.id);
      const anchor = document.createElement('a');
      anchor.href = url;
      anchor.download = artifact.name;
      anchor.click();
    },
  });
}
