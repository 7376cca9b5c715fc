import type { Artifact } from '@polyspool/contracts/job-status';
import type { Provenance } from '@polyspool/contracts/provenance';
import { useQuery } from '@tanstack/react-query';
import { ShieldAlert, ShieldCheck } from 'lucide-react';
import { ApiProblem } from '../api/api-problem.js';
import { sourceWords } from '../new-film/film-words.js';
import { useSession } from '../session/session.js';
import { Figures } from '../ui/figures.js';
import { fullDate } from '../ui/format.js';
import { ProblemNotice } from '../ui/problem-notice.js';

/** Who has made a file, of what, and whether that is signed and the file still the same. */
export function ProvenanceDetails({ artifact }: { artifact: Artifact }) {
  const { api } = useSession();
  const found = useQuery({
    queryKey: ['provenance', artifact.id],
    queryFn: () => api.films.provenance(artifact.id),
    staleTime: Infinity,
  });
  if (found.data) return <Found provenance={found.data} />;
  if (!found.error) return <p className="muted small">Checking the signature…</p>;
  const problem = ApiProblem.from(found.error);
  // It may have been made before this server signed anything.
  if (problem.problem.code === 'artifact.noProvenance')
    return <p className="muted small">Nothing is signed about how {artifact.name} was made.</p>;
  return <ProblemNotice problem={problem} />;
}

function Found({ provenance }: { provenance: Provenance }) {
  const { manifest } = provenance;
  return (
    <div className="provenance">
      <p className="provenance-head">
        <Seal provenance={provenance} />
        <span className="muted small">{sourceWords[manifest.source]}</span>
      </p>
      <details>
        <summary>Details of {manifest.artifact.name}</summary>
        <Figures
          of={{
            Engine: [manifest.engine, manifest.version].filter(Boolean).join(' '),
            Model: manifest.model,
            Seed: manifest.seed,
            Made: fullDate(manifest.madeAt),
            'Made of': manifest.inputs.length === 1 ? '1 file' : `${manifest.inputs.length} files`,
            'Signed with key': provenance.keyId,
            'Kind of source (IPTC)': manifest.source,
            'SHA-256': <code>{manifest.artifact.sha256}</code>,
          }}
        />
        <pre className="manifest" role="region" tabIndex={0} aria-label="Signed manifest">
          {JSON.stringify({ parameters: manifest.parameters, inputs: manifest.inputs }, null, 2)}
        </pre>
        <p className="hint">
          To verify it without this server: the signature below is a compact JWS (EdDSA), the keys are at{' '}
          <a href="/v1/provenance-keys">/v1/provenance-keys</a>.
        </p>
        <pre className="manifest jws" role="region" tabIndex={0} aria-label="Signature">
          {provenance.jws}
        </pre>
      </details>
    </div>
  );
}

function Seal({ provenance: { isSigned, isUnchanged } }: { provenance: Provenance }) {
  const isGood = isSigned && isUnchanged;
  const Icon = isGood ? ShieldCheck : ShieldAlert;
  return (
    <span className={`badge ${isGood ? 'status-succeeded' : 'status-failed'}`}>
      <Icon aria-hidden size={14} />
      {sealWords(isSigned, isUnchanged)}
    </span>
  );
}

function sealWords(isSigned: boolean, isUnchanged: boolean) {
  if (!isSigned) return 'Not signed with a key that is known here';
  return isUnchanged ? 'Signed and unchanged' : 'Signed, but the file has changed since';
}
