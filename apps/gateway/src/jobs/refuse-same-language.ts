import { AppError } from '@polyspool/contracts/errors';
import { Language, primaryLanguage } from '@polyspool/contracts/languages';

export interface AskedPair {
  readonly from: unknown;
  readonly to: unknown;
  /** The field that says the target. */
  readonly field: string;
}

/** Nobody translates a language to itself: that need not wait for a worker to say so. What is no language is refused elsewhere. */
export function refuseSameLanguage({ from, to, field }: AskedPair) {
  const [source, target] = [Language.safeParse(from).data, Language.safeParse(to).data];
  if (!source || !target || primaryLanguage(source) !== primaryLanguage(target)) return;
  const detail = `The document is in ${source} already: there is nothing to translate to ${target}`;
  throw new AppError('engine.unsupportedPair', detail, { pointers: [{ pointer: `/${field}`, detail }] });
}
