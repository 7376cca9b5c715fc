import { partOfSpeechOf } from './apertium-tags.js';
import type { AnalysedWord } from './word-analyser.js';

/** What Apertium's streams mean by themselves. */
const reserved = /[[\]{}^$/\\@<>#*]/g;
const soft = /[\s\p{Cc}\u2028\u2029]+/gu;
/** The stop before it ends the sentence for the tagger. */
const mark = ' .[][#]\n';

export const joinSentences = (sentences: readonly string[]) =>
  sentences.map((sentence) => sentence.replaceAll(reserved, ' ').replaceAll(soft, ' ').trim() + mark).join('');

/** The words of each sentence. The stop that was added is taken away again. */
export const readAnalyses = (stream: string): AnalysedWord[][] =>
  stream
    .split('[][#]')
    .slice(0, -1)
    .map((sentence) => wordsOf(sentence).slice(0, -1));

const wordsOf = (sentence: string): AnalysedWord[] =>
  [...sentence.matchAll(/\^([^/$]*)\/([^$]*)\$/g)].flatMap(([, surface = '', analysis = '']) =>
    wordsOfUnit(surface, analysis),
  );

/** `^dámelo/dar<vblex><imp>+prpers<prn>+lo<prn>$`: what is joined to a word is not counted, what stands beside it is. */
function wordsOfUnit(surface: string, analysis: string): AnalysedWord[] {
  if (analysis.startsWith('*')) return [unknown(surface)];
  const parts = partsOf(analysis);
  const forms = surface.split(' ');
  if (parts.length > 1 && parts.length === forms.length) return parts.map((part, i) => wordOf(forms[i]!, part)); // same length
  return parts.slice(0, 1).map((part) => wordOf(surface, part));
}

/** A queue (`echar<vblex># de menos`) belongs to the lemma before its tags. */
function partsOf(analysis: string) {
  const [body = '', queue = ''] = analysis.split('#');
  const parts = body.split(/(?<=>)\+/);
  return parts.map((part) => {
    const tags = [...part.matchAll(/<([^>]*)>/g)].map(([, tag = '']) => tag);
    return { lemma: part.replace(/<.*/, '') + queue, tags };
  });
}

function wordOf(form: string, { lemma, tags }: { lemma: string; tags: readonly string[] }): AnalysedWord {
  const partOfSpeech = partOfSpeechOf(tags[0] ?? '');
  const isName = partOfSpeech === 'PROPN';
  return { form, lemma: isName ? lemma : dictionaryForm(form, lemma, tags), partOfSpeech, isName };
}

/** Pronouns and short possessives are all one to Apertium (`prpers`, `suyo`); to a learner each is a word. */
function dictionaryForm(form: string, lemma: string, tags: readonly string[]) {
  const isPossessive = tags.includes('pos') && form.length < lemma.length;
  if (lemma.toLowerCase() === 'prpers') return form.toLowerCase();
  return (isPossessive ? form.replace(/(?<=[aeiou])s$/i, '') : lemma).toLowerCase();
}

function unknown(form: string): AnalysedWord {
  if (!/\p{L}/u.test(form))
    return { form, lemma: form, partOfSpeech: /\p{N}/u.test(form) ? 'NUM' : 'PUNCT', isName: false };
  return { form, lemma: form.toLowerCase(), partOfSpeech: 'X', isName: /^\p{Lu}/u.test(form) };
}
