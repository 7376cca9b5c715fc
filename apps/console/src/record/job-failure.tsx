import type { JobError } from '@polyspool/contracts/job-status';
import { explainError } from '../job/error-advice.js';
import { Notice } from '../ui/notice.js';

/** Why a job over a recording failed, and what can be done. */
export function JobFailure({ error: { code, detail } }: { error: JobError }) {
  const { title, whatToDo } = explainError(code);
  return (
    <Notice title={title}>
      {detail !== title && `${asSentence(detail)} `}
      {whatToDo} <span className="small">Code: {code}</span>
    </Notice>
  );
}

export const asSentence = (text: string) => (/[.!?…]$/.test(text) ? text : `${text}.`);
