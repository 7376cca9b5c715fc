import type { JobContract } from '@polyspool/contracts/define-jobs';
import { AppError, type InputFault } from '@polyspool/contracts/errors';
import type { JobLimits } from '@polyspool/contracts/job-status';

export interface AskedLimits {
  readonly softLimitMs: number;
  readonly hardLimitMs: number;
}

/** A job's own limits; undefined where it asks for none. Throws `job.limitAboveCap` and, where they contradict, `input.invalid`. */
export function askedLimits(contract: JobContract, asked: JobLimits = {}): AskedLimits | undefined {
  const { softSeconds, hardSeconds } = asked;
  if (softSeconds === undefined && hardSeconds === undefined) return undefined;
  refuseAboveCap(contract, asked);
  const hardLimitMs = Math.round(hardSeconds === undefined ? contract.hardLimitMs : hardSeconds * 1000);
  if (softSeconds === undefined) return { softLimitMs: Math.min(contract.softLimitMs, hardLimitMs), hardLimitMs };
  const softLimitMs = Math.round(softSeconds * 1000);
  if (softLimitMs <= hardLimitMs) return { softLimitMs, hardLimitMs };
  const detail = `the job would be ended after ${hardLimitMs / 1000} s already`;
  throw new AppError('input.invalid', `/limits/softSeconds: ${detail}`, {
    pointers: [{ pointer: '/limits/softSeconds', detail }],
  });
}

function refuseAboveCap(contract: JobContract, { softSeconds = 0, hardSeconds = 0 }: JobLimits) {
  const cap = contract.limitCaps ?? contract;
  const pointers: InputFault[] = [];
  const check = (name: string, seconds: number, capMs: number) => {
    if (seconds * 1000 > capMs) pointers.push({ pointer: `/limits/${name}`, detail: `at most ${capMs / 1000}` });
  };
  check('softSeconds', softSeconds, cap.softLimitMs);
  check('hardSeconds', hardSeconds, cap.hardLimitMs);
  if (!pointers.length) return;
  const detail = pointers.map((fault) => `${fault.pointer}: ${fault.detail}`).join('; ');
  throw new AppError('job.limitAboveCap', `${contract.name} ${detail}`, { pointers });
}
