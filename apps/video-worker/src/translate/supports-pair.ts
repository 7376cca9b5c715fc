import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { Translator } from '@polyspool/providers/translator/translator';
import type { LanguagePair } from './language-pair.js';

/** Most engines know it by heart. One that has to be asked and is away is waited for, as when it translates. */
export function supportsPair({ call }: Pick<RunningJob, 'call'>, translator: Translator, { from, to }: LanguagePair) {
  return translator.supports(from, to).catch(() => call('translator', () => translator.supports(from, to)));
}
