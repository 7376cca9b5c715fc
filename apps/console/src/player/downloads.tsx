import type { Artifact } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { useSession } from '../session/session.js';
import { DraftBadge } from '../ui/draft-badge.js';
import { byteSize, languageName } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { draftEngines } from './draft-engines.js';

interface DownloadsProps {
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript | undefined;
}

export function Downloads({ artifacts, transcript }: DownloadsProps) {
  const download = useDownload();
  if (artifacts.length === 0) return null;
  return (
    <section className="card downloads" aria-labelledby="downloads-heading">
      <h2 id="downloads-heading">Downloads</h2>
      <ul className="download-rows" aria-label="Downloads">
        {artifacts.map((artifact) => (
          <li className="download-row" key={artifact.id}>
            <div className="download-name">
              <p className="file-name">{artifact.name}</p>
              <p className="muted small">
                {artifact.language && `${languageName(artifact.language)} · `}
                {byteSize(artifact.bytes)}
              </p>
            </div>
            <Quality artifact={artifact} transcript={transcript} />
            <button
              className="button"
              type="button"
              aria-label={`Download ${artifact.name}`}
              onClick={() => download.mutate(artifact)}
            >
              <Download aria-hidden size={16} />
              Download
            </button>
          </li>
        ))}
      </ul>
      {download.error && <ProblemNotice problem={ApiProblem.from(download.error)} />}
    </section>
  );
}

/** Subtitles in the spoken language are the transcriber's work alone. */
function Quality({ artifact, transcript }: { artifact: Artifact; transcript: Transcript | undefined }) {
  if (!transcript) return null;
  const isSpoken = artifact.kind === 'subtitles' && artifact.language === transcript.language;
  const engines = draftEngines(isSpoken ? { transcriber: transcript.transcriber } : transcript);
  return engines.length > 0 ? <DraftBadge engines={engines} /> : null;
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
