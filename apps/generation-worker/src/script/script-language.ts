import { AppError } from '@polyspool/contracts/errors';
import { Language } from '@polyspool/contracts/languages';
import type { Warning } from '@polyspool/contracts/warning';
import type { RunningJob } from '@polyspool/jobs/job-handler';
import type { LanguageIdentifier } from '@polyspool/providers/language-identifier/language-identifier';

/** The more the surer, up to here. */
const sampleCharacters = 6_000;
/** In fewer, nothing but what is sure counts. */
const leastCharacters = 80;
/** Of a script that has nothing to go by. */
const anyLanguage: Language = 'en';

export interface LanguageQuestion {
  readonly script: string;
  readonly named?: Language | undefined;
}

/** The language that was named, else the one that the script names, else the one that it seems to be in. Throws `language.unknown`. */
export async function scriptLanguage(
  job: Pick<RunningJob, 'step' | 'signal'>,
  identifier: LanguageIdentifier,
  { script, named }: LanguageQuestion,
): Promise<{ readonly language: Language; readonly warnings: readonly Warning[] }> {
  const json = jsonOf(script);
  const language = named ?? Language.safeParse(json?.['language']).data;
  if (language !== undefined) return { language, warnings: [] };
  const sample = (json ? stringsIn(json['scenes'] ?? json).join('\n') : script).trim().slice(0, sampleCharacters);
  if (sample === '') return { language: anyLanguage, warnings: [] };
  const [written] = await job.step('script-language', [sample, await identifier.describe()], async () => {
    const [found] = await identifier.identify([sample], { signal: job.signal });
    return [found ?? null];
  });
  if (!written) throw new AppError('language.unknown', 'The script does not tell which language it is in: name it');
  if (!written.isReliable && sample.length < leastCharacters) {
    const detail = 'The script is too short to tell its language, and is taken for English: name it if it is another';
    return { language: anyLanguage, warnings: [{ code: 'language.uncertain', detail }] };
  }
  if (written.isReliable) return { language: written.language, warnings: [] };
  const detail = `The script seems to be in ${written.language}, and may be in another language: name it if it is`;
  return { language: written.language, warnings: [{ code: 'language.uncertain', detail }] };
}

/** Of a script that is JSON. */
export function jsonOf(script: string): Readonly<Record<string, unknown>> | undefined {
  if (!/^\s*[[{]/u.test(script)) return undefined;
  try {
    const value: unknown = JSON.parse(script);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined; // prose may begin with a bracket, and whoever reads JSON says what is wrong with it
  }
}

/** Deeper than any script nests. */
const deepest = 6;

/** Not the names of fields, which are English in every script. */
function stringsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object' || depth > deepest) return [];
  return Object.values(value).flatMap((part) => stringsIn(part, depth + 1));
}
