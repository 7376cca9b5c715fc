import { useState } from 'react';
import { NotifyForm } from './notify-form.js';
import { SentJob } from './sent-job.js';

export function NotifyPage() {
  const [sent, setSent] = useState<readonly string[]>([]);
  return (
    <div className="operations">
      <title>Notify · Polyspool</title>
      <header className="operations-header">
        <h1>Notify</h1>
        <p className="muted">
          Tell people something. Each is reached as they prefer; who does not want it, or has quiet hours, is left in
          peace.
        </p>
      </header>
      <NotifyForm onSent={(jobId) => setSent((known) => [jobId, ...known])} />
      {sent.length > 0 && (
        <section className="card page-stack" aria-label="What was sent">
          <h2>What was sent</h2>
          {sent.map((jobId) => (
            <SentJob key={jobId} jobId={jobId} />
          ))}
        </section>
      )}
    </div>
  );
}
