/** A word or phrase with what is said instead. */
export type WordChange = readonly [pattern: RegExp, instead: string | ((...found: string[]) => string)];

/** Changes texts word by word; what begins with a capital goes on doing so, and so does what is all in capitals. */
export function changeWords(text: string, changes: readonly WordChange[]): string {
  return changes.reduce((before, [pattern, instead]) => {
    return before.replace(pattern, (...found: unknown[]) => {
      const groups = found.filter((one): one is string => typeof one === 'string');
      const made = typeof instead === 'string' ? instead : instead(...groups);
      return inCaseOf(groups[0] ?? '', made);
    });
  }, text);
}

function inCaseOf(found: string, made: string) {
  const letters = found.replaceAll(/[^\p{L}]/gu, '');
  if (letters.length > 2 && letters === letters.toUpperCase()) return made.toUpperCase();
  if (!/^\p{Lu}/u.test(found) || /^I\b/.test(found)) return made;
  return made.charAt(0).toUpperCase() + made.slice(1);
}

/** Whole words in any case. */
export const wholeWord = (words: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}'’-])(?:${words})(?![\\p{L}\\p{N}'’-])`, 'giu');
