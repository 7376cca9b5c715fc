/** A sentence as HTML, the word in bold wherever it stands in one of its forms. */
export function sentenceHtml(sentence: string, forms: readonly string[]): string {
  const pattern = patternOf(forms, sentence);
  if (!pattern) return escapeHtml(sentence);
  let html = '';
  let from = 0;
  for (const { 0: form, index } of sentence.matchAll(pattern)) {
    html += `${escapeHtml(sentence.slice(from, index))}<b>${escapeHtml(form)}</b>`;
    from = index + form.length;
  }
  return html + escapeHtml(sentence.slice(from));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  // Anki would play [sound:...] and draw [latex].
  '[': '&#91;',
};

/** Any text as part of a field: it is shown as it is, and does nothing. A field ends at U+001F. */
export const escapeHtml = (text: string) =>
  text
    // eslint-disable-next-line no-control-regex -- they are what is to be taken out
    .replace(/[\u0000-\u001f\u007f]+/g, ' ')
    .toWellFormed()
    .replace(/[&<>"'[]/g, (character) => entities[character] ?? character);

/** Whole words; in scripts without spaces wherever it stands. */
function patternOf(forms: readonly string[], sentence: string): RegExp | undefined {
  const longestFirst = forms.filter((form) => form.trim() !== '').sort((a, b) => b.length - a.length);
  if (!longestFirst.length) return undefined;
  const any = longestFirst.map(literal).join('|');
  const whole = new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any})(?![\\p{L}\\p{M}\\p{N}])`, 'giu');
  return sentence.search(whole) >= 0 ? whole : unspaced.test(sentence) ? new RegExp(any, 'giu') : undefined;
}

const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Hangul}]/u;

const literal = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, (character) => `\\${character}`);
