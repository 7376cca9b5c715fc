const fewestWords = 4;
const mostWords = 15;
/** Beyond that nobody reads it on a card. */
const tooManyWords = 30;

/** How well a sentence shows a word: short enough to be read at a glance, long enough to say something, and whole. */
export function exampleScore(text: string): number {
  const words = text.trim().split(/\s+/).length;
  const length = words > tooManyWords ? 0 : words > mostWords || words < fewestWords ? 1 : 3;
  const begins = /^["“«¿¡(]*[\p{Lu}\p{Lo}]/u.test(text.trim()) ? 1 : 0;
  const ends = /[.!?…。！？]["”»)]*$/u.test(text.trim()) ? 1 : 0;
  return length + begins * 0.5 + ends * 0.5;
}
