import { catalogue } from '@polyspool/contracts/catalogue';
import { percentRange } from '@polyspool/contracts/define-jobs';
import type { LedgerRow } from '@polyspool/database/job-ledger';

type Parent = Pick<LedgerRow, 'type' | 'step' | 'percent' | 'childCount' | 'childWeight' | 'childWeightBefore'>;

/**
 * Where a parent's bar stands: the step in which it waits is filled by its children, each by its weight.
 * `weighted` is the sum of the percents of all its children, each times its weight: those for which it has waited before have
 * ended. The bar does not go back.
 */
export function parentPercent(parent: Parent, weighted: number): number {
  const contract = catalogue.get(parent.type);
  const whole = (parent.childWeight || parent.childCount) - parent.childWeightBefore;
  if (!contract || !parent.step || whole <= 0) return parent.percent;
  const [from, to] = percentRange(contract, parent.step);
  const part = Math.min(1, Math.max(0, (weighted / 100 - parent.childWeightBefore) / whole));
  return Math.max(parent.percent, Math.round((from + (to - from) * part) * 100) / 100);
}
