import { CircleAlert } from 'lucide-react';
import type { ApiProblem } from '../api/api-problem.js';

export function ProblemNotice({ problem: { problem } }: { problem: ApiProblem }) {
  return (
    <div className="notice danger" role="alert">
      <CircleAlert aria-hidden size={20} />
      <div>
        <p className="notice-title">{problem.title}</p>
        {problem.detail !== problem.title && <p>{problem.detail}</p>}
      </div>
    </div>
  );
}
