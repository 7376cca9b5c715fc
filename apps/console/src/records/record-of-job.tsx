import { RecordLink } from './record-link.js';

/** What a job over a recording has found is shown with the recording. */
export function RecordOfJob({ recordId }: { recordId: string }) {
  return (
    <section className="card" aria-labelledby="record-heading">
      <h2 id="record-heading">Recording</h2>
      <p>
        <RecordLink id={recordId} />
      </p>
    </section>
  );
}
