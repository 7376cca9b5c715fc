import type { ApiProblem } from '../api/api-problem.js';
import { Notice } from './notice.js';

export function ProblemNotice({ problem: { problem } }: { problem: ApiProblem }) {
  return <Notice title={problem.title}>{problem.detail !== problem.title && problem.detail}</Notice>;
}
