/** These mean something to the programs of a pair; with a backslash before them they are only themselves. */
const special = /[\\[\]{}^$/<>@]/g;

/** Ends a sentence without a mark of its own, so that nothing is made of two texts. */
const sentenceEnd = '.[]';

/** What the programs of a pair answer, they answer at the next NUL, and begin anew. */
export const endOfText = '\0';

/** One text, ready to be written to the first program of a pair. */
export const toStream = (text: string) => `${text.replaceAll(special, String.raw`\$&`)}${sentenceEnd}${endOfText}`;

/** What the last program of a pair has answered, up to `endOfText`. The mark of a word without translation, `@`, is not escaped. */
export const fromStream = (answer: string) =>
  answer.replaceAll(sentenceEnd, '').replaceAll('[]', '').replaceAll(/\\(.)/gs, '$1');
