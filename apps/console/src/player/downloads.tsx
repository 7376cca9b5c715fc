import type { Artifact } from '@polyspool/contracts/job-status';
import type { Transcript } from '@polyspool/contracts/segments';
import { DownloadButton } from '../ui/download-button.js';
import { DraftBadge } from '../ui/draft-badge.js';
import { byteSize, languageName } from '../ui/format.js';
import { draftEngines } from './draft-engines.js';

interface DownloadsProps {
  readonly artifacts: readonly Artifact[];
  readonly transcript: Transcript | undefined;
}

export function Downloads({ artifacts, transcript }: DownloadsProps) {
  if (artifacts.length === 0) return null;
  return (
    <section className="card downloads" id="downloads" aria-labelledby="downloads-heading">
      <h2 id="downloads-heading">Downloads</h2>
      <ul className="download-rows" aria-label="Downloads">
        {artifacts.map((artifact) => (
          <li className="download-row" key={artifact.id}>
            <div className="download-name">
              <p className="file-name">{artifact.name}</p>
              <p className="muted small">
                {artifact.language && `${languageName(artifact.language)} · `}
                {hasBothLanguages(artifact) && 'Both languages · '}
                {byteSize(artifact.bytes)}
              </p>
            </div>
            <Quality artifact={artifact} transcript={transcript} />
            <DownloadButton artifact={artifact} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const hasBothLanguages = ({ kind, name, language }: Artifact) =>
  (kind === 'subtitles' && !language) || name.startsWith('bilingual-');

/** Subtitles in the spoken language are the transcriber's work alone. */
function Quality({ artifact, transcript }: { artifact: Artifact; transcript: Transcript | undefined }) {
  if (!transcript) return null;
  const isSpoken = artifact.kind === 'subtitles' && artifact.language === transcript.language;
  const engines = draftEngines(isSpoken ? { transcriber: transcript.transcriber } : transcript);
  return engines.length > 0 ? <DraftBadge engines={engines} /> : null;
}
