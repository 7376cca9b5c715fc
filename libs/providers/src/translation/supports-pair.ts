import type { EngineName } from '@polyspool/contracts/engines';
import type { Translator } from '../translator/translator.js';
import type { LanguagePair } from './language-pair.js';
import type { TranslatingJob } from './translating-job.js';

/** Most engines know it by heart. One that has to be asked and is away is waited for, as when it translates. */
export function supportsPair(
  { call }: Pick<TranslatingJob, 'call'>,
  translator: Translator,
  { from, to }: LanguagePair,
  engine: EngineName = 'translator',
) {
  return translator.supports(from, to).catch(() => call(engine, () => translator.supports(from, to)));
}
