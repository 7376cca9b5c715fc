import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { z } from 'zod';
import { engineError } from '../engine-error.js';
import { runTask } from '@polyspool/processes/run-task';
import type { IdentifierLabel, LanguageIdentifier, WrittenLanguage } from './language-identifier.js';

/**
 * Those that recordings and documents are commonly in: the fewer there are to choose from, the fewer short texts are
 * taken for another language.
 */
export const identifiedLanguages = [
  ...['ar', 'bg', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'fa', 'fi', 'fr', 'he', 'hi', 'hr', 'hu', 'it', 'ja', 'ko'],
  ...['nl', 'no', 'pl', 'pt', 'ro', 'ru', 'sk', 'sv', 'ta', 'te', 'th', 'tr', 'uk', 'ur', 'vi', 'zh'],
] as const;

/** Those, and what else is spoken and written in India: Marathi is easily taken for Hindi, the others have letters of their own. */
export const corpusLanguages = [...identifiedLanguages, 'bn', 'gu', 'kn', 'ml', 'mr', 'or', 'pa'] as const;

const Answer = z.array(z.object({ language: z.string(), isReliable: z.boolean(), confidence: z.number() }).nullable());

/** Its model takes 190 MB and half a second to load: it runs in a process of its own, of which nothing is left. */
const limits = { cpuSeconds: 300, fileSizeBytes: 0 };

/** ELD with its medium model: 98 % of subtitle lines right, of whole transcripts practically all. */
export class EldLanguageIdentifier implements LanguageIdentifier {
  constructor(private readonly languages: readonly string[] = identifiedLanguages) {}

  async describe(): Promise<IdentifierLabel> {
    return { engine: 'eld-medium', version: `${eldVersion()} of ${this.languages.length}` };
  }

  async identify(texts: readonly string[], { signal }: { readonly signal?: AbortSignal } = {}) {
    if (texts.length === 0) return [];
    const input = { texts, languages: this.languages };
    const task = { name: 'identify-language.task', from: import.meta.url, answer: Answer, input, limits };
    try {
      const answers = await runTask({ ...task, ...(signal && { signal }) });
      return answers.map((answer): WrittenLanguage | undefined => answer ?? undefined);
    } catch (error) {
      throw engineError('eld', error);
    }
  }
}

/** It exports its modules only, not what describes them. */
function eldVersion() {
  const path = findPackageJSON('eld', import.meta.url);
  if (path === undefined) return 'none';
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path, 'utf8'))).version;
}
