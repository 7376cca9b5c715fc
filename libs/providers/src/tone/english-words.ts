import { wholeWord, type WordChange } from './word-changes.js';

const pairs = (list: readonly (readonly [string, string])[]): WordChange[] =>
  list.map(([words, instead]) => [wholeWord(words), instead]);

/** A regular verb and the one that is said instead, in their forms. */
function verb(plain: string, instead: string): (readonly [string, string])[] {
  const [from, to] = [formsOf(plain), formsOf(instead)];
  return from.map((form, index) => [form, to[index]!]); // as many
}

const irregular: Readonly<Record<string, readonly string[]>> = {
  begin: ['begin', 'begins', 'began', 'beginning'],
  buy: ['buy', 'buys', 'bought', 'buying'],
  get: ['get', 'gets', 'got', 'getting'],
  give: ['give', 'gives', 'gave', 'giving'],
  keep: ['keep', 'keeps', 'kept', 'keeping'],
  send: ['send', 'sends', 'sent', 'sending'],
  show: ['show', 'shows', 'showed', 'showing'],
  tell: ['tell', 'tells', 'told', 'telling'],
  stop: ['stop', 'stops', 'stopped', 'stopping'],
  transmit: ['transmit', 'transmits', 'transmitted', 'transmitting'],
};

function formsOf(verb: string): readonly string[] {
  const stem = verb.endsWith('e') ? verb.slice(0, -1) : verb;
  const base = /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}i` : verb;
  const third = /(?:s|sh|ch|x)$/.test(verb) || base !== verb ? `${base}es` : `${verb}s`;
  return irregular[verb] ?? [verb, third, `${base === verb ? stem : base}ed`, `${stem}ing`];
}

/** What is said among friends and written nowhere. */
export const formalWords = pairs([
  ['gonna', 'going to'],
  ['wanna', 'want to'],
  ['gotta', 'have to'],
  ['yeah|yep|yup', 'yes'],
  ['nope', 'no'],
  ['hi|hey', 'hello'],
  ['thanks', 'thank you'],
  ['ok|okay', 'all right'],
  ['kids', 'children'],
  ['kid', 'child'],
  ['guys', 'everyone'],
  ['asap', 'as soon as possible'],
  ['btw', 'by the way'],
  ['fyi', 'for your information'],
  ['info', 'information'],
  ['tons of|loads of', 'a great many'],
  ["'cause|cos", 'because'],
]);

export const everydayWords = pairs([
  ...verb('purchase', 'buy'),
  ...verb('assist', 'help'),
  ...verb('require', 'need'),
  ...verb('obtain', 'get'),
  ...verb('commence', 'start'),
  ...verb('inform', 'tell'),
  ['assistance', 'help'],
  ['therefore', 'so'],
  ['approximately', 'about'],
  ['regarding|concerning', 'about'],
  ['in order to', 'to'],
  ['prior to', 'before'],
  ['subsequently', 'later'],
]);

/** As guides to plain language advise. */
export const plainWords = pairs([
  ...verb('utilize', 'use'),
  ...verb('utilise', 'use'),
  ...verb('facilitate', 'help'),
  ...verb('terminate', 'end'),
  ...verb('demonstrate', 'show'),
  ...verb('transmit', 'send'),
  ...verb('retain', 'keep'),
  ...verb('cease', 'stop'),
  ...verb('endeavour', 'try'),
  ...verb('ascertain', 'check'),
  ...verb('commence', 'start'),
  ...verb('purchase', 'buy'),
  ...verb('assist', 'help'),
  ...verb('require', 'need'),
  ...verb('modify', 'change'),
  ['assistance', 'help'],
  ['approximately', 'about'],
  ['in order to', 'to'],
  ['prior to', 'before'],
  ['subsequent to', 'after'],
  ['in the event that', 'if'],
  ['due to the fact that|for the reason that', 'because'],
  ['at this point in time|at the present time', 'now'],
  ['with regard to|with respect to|in relation to', 'about'],
  ['a large number of|numerous', 'many'],
  ['the majority of', 'most'],
  ['in the vicinity of', 'near'],
  ['on a regular basis', 'regularly'],
  ['sufficient', 'enough'],
  ['additional', 'more'],
  ['therefore|consequently', 'so'],
  ['nevertheless|nonetheless', 'still'],
  ['furthermore|moreover', 'also'],
]);
