import type { Language } from '@polyspool/contracts/languages';
import { setImmediate } from 'node:timers/promises';
import type { WordAnalyser } from '../word-analyser/word-analyser.js';
import type { FrequencyList, ListedForm } from './frequency-list.js';

const formsPerPiece = 1_000;

/**
 * Ranks by lemma: a lemma is as frequent as all its forms together. A form is taken for what it is when it stands alone. A form
 * that could be a lemma as well ("left", "saw") has the rank that its own frequency gives it.
 */
export async function rankLemmas(
  { forms }: FrequencyList,
  analyser: WordAnalyser,
  options: { readonly language: Language; readonly signal?: AbortSignal },
): Promise<Map<string, number>> {
  const weights = new Map<string, number>();
  const lowered = forms.map(({ form, weight }) => ({ form: form.toLowerCase(), weight }));
  for (let at = 0; at < forms.length; at += formsPerPiece) {
    const piece = forms.slice(at, at + formsPerPiece);
    const analysed = await analyser.analyse(
      piece.map(({ form }) => form),
      options,
    );
    piece.forEach(({ form, weight }, index) => {
      const [word] = analysed[index] ?? [];
      const lemma = (word?.lemma ?? form).toLowerCase();
      weights.set(lemma, (weights.get(lemma) ?? 0) + weight);
    });
    await setImmediate();
  }
  const sorted = [...weights].sort(([, a], [, b]) => b - a);
  await setImmediate();
  return ranksOf(sorted, lowered);
}

function ranksOf(sorted: readonly (readonly [string, number])[], forms: readonly ListedForm[]) {
  const ranks = new Map(sorted.map(([lemma], index) => [lemma, index + 1]));
  const falling = sorted.map(([, weight]) => weight);
  for (const { form, weight } of forms) if (!ranks.has(form)) ranks.set(form, firstBelow(falling, weight) + 1);
  return ranks;
}

function firstBelow(falling: readonly number[], weight: number) {
  let low = 0;
  let high = falling.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((falling[middle] ?? 0) >= weight) low = middle + 1;
    else high = middle;
  }
  return low;
}
