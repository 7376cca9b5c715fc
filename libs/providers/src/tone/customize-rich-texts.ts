import type { Language } from '@polyspool/contracts/languages';
import { plainText, type RichText } from '@polyspool/contracts/rich-text';
import type { Tone } from '@polyspool/contracts/pdf';
import { keepsFacts } from '../translation/kept-facts.js';
import { markText } from '../translation/marked-text.js';
import { readMarkedText } from '../translation/read-marked-text.js';
import type { TranslatingJob } from '../translation/translating-job.js';
import { portionsOf } from '../translator/portions-of.js';
import type { ToneCustomizer } from './tone-customizer.js';

interface ToneWork {
  readonly language: Language;
  readonly tone: Tone;
  readonly onProgress?: (fraction: number) => void;
}

export interface ToneText {
  readonly text: RichText;
  readonly isChanged: boolean;
}

const batch = { texts: 200, characters: 30_000 };
const marking = { hasSpanTags: false, hidesFacts: false };

/**
 * Gives texts a tone. Where a formula, a span, a number or an address would be lost on the way, the text stays as it is: that it
 * is true matters more than how it is said.
 */
export async function customizeRichTexts(
  job: Pick<TranslatingJob, 'step' | 'signal'>,
  customizer: ToneCustomizer,
  texts: readonly RichText[],
  { language, tone, onProgress }: ToneWork,
): Promise<ToneText[]> {
  const marked = texts.map((text) => markText(text, marking));
  const unique = [...new Set(marked.flatMap(({ text }) => text ?? []))];
  const label = await customizer.describe();
  const made = new Map<string, string>();
  for (const portion of portionsOf(unique, batch)) {
    job.signal.throwIfAborted();
    const answers = await job.step('tone', [portion, language, tone, label], () =>
      customizer.customize(portion, { language, tone, signal: job.signal }),
    );
    portion.forEach((text, index) => made.set(text, answers[index] ?? text));
    onProgress?.(made.size / unique.length);
  }
  return texts.map((text, index) => {
    const own = marked[index]!; // as many
    const answer = own.text === undefined ? undefined : made.get(own.text);
    if (answer === undefined || answer === own.text) return { text, isChanged: false };
    const read = readMarkedText(own, answer);
    const isTrue = read && !read.isFlattened && keepsFacts(plainText(text), plainText(read.text));
    return isTrue ? { text: read.text, isChanged: true } : { text, isChanged: false };
  });
}
