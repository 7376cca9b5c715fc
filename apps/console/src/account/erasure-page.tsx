import type { ErasureState } from '@polyspool/contracts/gdpr';
import { isTerminal } from '@polyspool/contracts/job-status';
import { useParams } from 'react-router';
import type { Fetch } from '../api/call-gateway.js';
import { Logo } from '../ui/logo.js';
import { ProblemNotice } from '../ui/problem-notice.js';
import { ProgressBar } from '../ui/progress-bar.js';
import { Certificate } from './certificate.js';
import { useErasure } from './use-erasure.js';

/** For somebody who has no key any more. */
export function ErasurePage({ fetch }: { fetch: Fetch }) {
  const { id = '' } = useParams();
  const { erasure, problem } = useErasure(fetch, id);
  return (
    <main className="sign-in">
      <title>Erasure · Polyspool</title>
      <section className="card sign-in-card page-stack">
        <Logo />
        <h1>{headingOf(erasure)}</h1>
        {problem && <ProblemNotice problem={problem} />}
        {!erasure && !problem && <p className="muted">Loading…</p>}
        {erasure && <Progress erasure={erasure} />}
        {erasure?.certificate && <Certificate certificate={erasure.certificate} signature={erasure.signature} />}
        <p className="hint">Keep the address of this page: it needs no key, and shows the certificate.</p>
      </section>
    </main>
  );
}

function headingOf(erasure: ErasureState | undefined) {
  if (erasure?.certificate) return 'You have been erased';
  return erasure?.status === 'failed' ? 'Something is still there' : 'You are being erased';
}

function Progress({ erasure: { status, percent, certificate } }: { erasure: ErasureState }) {
  if (certificate) return <p>Nothing of you was found any more, neither in the database nor in files.</p>;
  if (status === 'failed') {
    return <p>The operators have been told, and it can be gone on with. Nothing that was taken away comes back.</p>;
  }
  if (isTerminal(status)) return <p>It was stopped before its end. Please ask the operators.</p>;
  return (
    <>
      <ProgressBar label="Erasure" percent={percent} active={status === 'running'} />
      <p className="muted">
        {status === 'running' ? `${Math.round(percent)} %` : 'It begins as soon as it is its turn.'}
      </p>
    </>
  );
}
