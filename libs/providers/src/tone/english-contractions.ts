import type { WordChange } from './word-changes.js';

const pronoun = 'I|you|he|she|it|we|they';
const participle =
  'been|become|begun|come|done|gone|got|gotten|had|made|seen|taken|given|grown|known|left|lost|put|said|shown|sent|spent|set|\\p{L}{2,}ed';
const adverbs = '(?:(?:already|also|always|just|long|never|not|now|only|recently|since) )?';
const auxiliary = 'is|are|was|were|do|does|did|has|have|had|could|would|should|must|need|might';

/** What stands before "not" in full. */
const full = (auxiliary: string) => ({ ca: 'can', wo: 'will', sha: 'shall' })[auxiliary.toLowerCase()] ?? auxiliary;

/** Contractions in full. What "'s" and "'d" stand for is told by the word after them. */
export const expandContractions: readonly WordChange[] = [
  [
    new RegExp(`\\b(${auxiliary}|ca|wo|sha)n['’]t (${pronoun})\\b`, 'giu'),
    (_, verb, who) => `${full(verb!)} ${who} not`,
  ],
  [/\bcan['’]t\b/giu, 'cannot'],
  [new RegExp(`\\b(${auxiliary}|wo|sha)n['’]t\\b`, 'giu'), (_, verb) => `${full(verb!)} not`],
  [/\b(I)['’]m\b/gu, 'I am'],
  [/\b(you|we|they|there|who|what|where|these|those)['’]re\b/giu, (_, who) => `${who} are`],
  [/\b(I|you|we|they|who|could|would|should|might|must)['’]ve\b/giu, (_, who) => `${who} have`],
  [/\b(I|you|he|she|it|we|they|that|this|there|who|what)['’]ll\b/giu, (_, who) => `${who} will`],
  [/\blet['’]s\b/giu, 'let us'],
  [
    new RegExp(`\\b(it|he|she|that|there|here|what|who|where|how|when)['’]s(?= ${adverbs}(?:${participle})\\b)`, 'giu'),
    (_, who) => `${who} has`,
  ],
  [/\b(it|he|she|that|there|here|what|who|where|how|when)['’]s\b/giu, (_, who) => `${who} is`],
  [
    new RegExp(`\\b(${pronoun}|who|that|there)['’]d(?= (?:better\\b|${adverbs}(?:${participle})\\b))`, 'giu'),
    (_, who) => `${who} had`,
  ],
  [new RegExp(`\\b(${pronoun}|who|that|there)['’]d\\b`, 'giu'), (_, who) => `${who} would`],
];

/** A word has to follow: nobody says "I know what it's." */
const goesOn = '(?= \\p{L})';

export const contractWords: readonly WordChange[] = [
  [/\b(?:cannot|can not)\b/giu, "can't"],
  [/\bwill not\b/giu, "won't"],
  [/\b(is|are|was|were|do|does|did|has|have|had|could|would|should) not\b/giu, (_, verb) => `${verb}n't`],
  [new RegExp(`\\bI am${goesOn}`, 'gu'), "I'm"],
  [new RegExp(`\\b(you|we|they) are${goesOn}`, 'giu'), (_, who) => `${who}'re`],
  [new RegExp(`\\b(it|he|she|that|there) is${goesOn}`, 'giu'), (_, who) => `${who}'s`],
  [new RegExp(`\\b(I|you|he|she|it|we|they) will${goesOn}`, 'giu'), (_, who) => `${who}'ll`],
  [new RegExp(`\\b(I|you|we|they) have(?= ${adverbs}(?:${participle})\\b)`, 'giu'), (_, who) => `${who}'ve`],
];
