import type { JobError } from '@polyspool/contracts/job-status';
import { TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { explainError } from './error-advice.js';

export function JobErrorCard({ error }: { error: JobError }) {
  const { title, whatToDo } = explainError(error.code);
  return (
    <section className="notice danger job-error" role="alert" aria-label="What went wrong">
      <TriangleAlert aria-hidden size={22} />
      <div>
        <p className="notice-title">{title}</p>
        {error.detail !== title && <p>{error.detail}</p>}
        <p className="what-to-do">{whatToDo}</p>
        <p className="small">
          Code: <code>{error.code}</code>
        </p>
        <Link className="button" to="/">
          Start a new job
        </Link>
      </div>
    </section>
  );
}
