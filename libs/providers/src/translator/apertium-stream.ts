import { openSpanTag, spanOfTag, spanTags } from './span-tags.js';

/** These mean something to the programs of a pair; with a backslash before them they are only themselves. */
const special = /[\\[\]{}^$/<>@]/g;

/** Ends a sentence without a mark of its own, so that nothing is made of two texts. */
const sentenceEnd = '.[]';

/** What the programs of a pair answer, they answer at the next NUL, and begin anew. */
export const endOfText = '\0';

/** What is bound to words goes with them, wherever the rules move them ("word-bound blanks"). */
const taggedWords = /([\uE100-\uE1FF])([^\uE0FF-\uE1FF]+)\uE0FF/gu;
const boundWords = /\[\[t:s:(\d+)[^\]]*\]\]/g;
const boundEnd = '[[/]]';

/** One text, ready to be written to the first program of a pair. */
export const toStream = (text: string) =>
  `${text
    .replaceAll(special, String.raw`\$&`)
    .replaceAll(taggedWords, (_, tag: string, words: string) => `[[t:s:${spanOfTag(tag)}]]${words}${boundEnd}`)}${
    sentenceEnd + endOfText
  }`;

/** What the last program of a pair has answered, up to `endOfText`. The mark of a word without translation, `@`, is not escaped. */
export const fromStream = (answer: string) =>
  answer
    .replaceAll(boundWords, (_, id: string) => openSpanTag(Number(id)))
    .replaceAll(boundEnd, spanTags.close)
    .replaceAll(sentenceEnd, '')
    .replaceAll('[]', '')
    .replaceAll(/\\(.)/gs, '$1');
