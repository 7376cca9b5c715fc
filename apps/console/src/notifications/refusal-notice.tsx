import { ApiProblem } from '../api/api-problem.js';
import { Notice } from '../ui/notice.js';
import { refusals } from './notification-words.js';

/** Why something was not done, and what one may do about it. */
export function RefusalNotice({ error }: { error: Error }) {
  const { code, title, detail } = ApiProblem.from(error).problem;
  return <Notice title={title}>{refusals[code] ?? detail}</Notice>;
}
