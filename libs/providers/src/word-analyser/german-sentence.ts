import { closedClasses } from './german-closed-classes.js';
import type { GermanForms, Reading } from './german-forms.js';
import { readNoun } from './german-noun.js';
import type { AnalysedWord, PartOfSpeech } from './word-analyser.js';

const word = /[\p{L}\p{M}]+(?:[-'’][\p{L}\p{M}]+)*|\p{N}+(?:[.,:]\p{N}+)*|[^\s]/gu;
const auxiliaries = new Set(['haben', 'sein', 'werden']);
const modals = new Set(['können', 'müssen', 'wollen', 'sollen', 'dürfen', 'mögen']);
/** Between parts of a sentence that have a verb each. */
const boundary = /^([,;:.!?–—()„“"»«]|und|oder|aber|sondern|denn)$/;

/** A sentence cut into words, with what the dictionary says of each. */
class Sentence {
  readonly words: readonly string[];

  constructor(
    text: string,
    private readonly forms: GermanForms,
  ) {
    this.words = text.match(word) ?? [];
  }

  readingsOf(form: string) {
    return this.forms.find(form);
  }

  isStart(index: number) {
    return (
      index === 0 || !/\p{L}/u.test(this.words.slice(0, index).join('')) || /^[.!?:„“"»]$/.test(this.words[index - 1]!)
    ); // it is there
  }

  /** First and last word of the part of the sentence that it stands in. */
  clauseAround(index: number): readonly [first: number, last: number] {
    let first = index;
    let last = index;
    while (first > 0 && !boundary.test(this.words[first - 1]!)) first -= 1; // within the array
    while (last + 1 < this.words.length && !boundary.test(this.words[last + 1]!)) last += 1; // within the array
    return [first, last];
  }
}

export function analyseGermanSentence(text: string, forms: GermanForms): AnalysedWord[] {
  const sentence = new Sentence(text, forms);
  const separated = findSeparated(sentence);
  const particles = new Set([...separated.values()].map(({ at }) => at));
  return sentence.words.flatMap((form, index): AnalysedWord[] => {
    if (particles.has(index)) return [];
    const verb = separated.get(index);
    if (verb) return [wordOf(`${form} ${sentence.words[verb.at]}`, verb.lemma, 'VERB')];
    return [analyseWord(sentence, index)];
  });
}

/** "Er hört mit dem Rauchen auf": verbs whose particle ends their part of the sentence. */
function findSeparated(sentence: Sentence) {
  const found = new Map<number, { readonly lemma: string; readonly at: number }>();
  sentence.words.forEach((form, index) => {
    if (boundary.test(form) || (isCapital(form) && !sentence.isStart(index))) return;
    const verbs = sentence.readingsOf(form.toLowerCase()).filter(({ kind, particle }) => kind === 'V' && particle);
    for (const at of verbs.length > 0 ? particlePlaces(sentence, index) : []) {
      const verb = verbs.find(({ particle }) => particle === sentence.words[at]);
      if (verb) found.set(index, { lemma: verb.lemma, at });
    }
  });
  return found;
}

/** The end, or before what may still follow it: "hört auf zu rauchen", "sah besser aus als gestern". */
function particlePlaces(sentence: Sentence, verb: number) {
  const [, last] = sentence.clauseAround(verb);
  const places: number[] = [];
  for (let at = verb + 1; at <= last; at += 1) {
    if (at === last || /^(zu|als|wie)$/.test(sentence.words[at + 1]!)) places.push(at); // within the array
  }
  return places;
}

function analyseWord(sentence: Sentence, index: number): AnalysedWord {
  const form = sentence.words[index]!; // the caller walks over them
  if (!/\p{L}/u.test(form)) return wordOf(form, form, /\p{N}/u.test(form) ? 'NUM' : 'PUNCT');
  const closed = closedClasses.get(form.toLowerCase());
  const capital = isCapital(form);
  if (closed && (!capital || sentence.isStart(index)))
    return wordOf(form, closed.lemma, classOf(closed, sentence, index));
  if (closed?.partOfSpeech === 'PRON') return wordOf(form, closed.lemma === 'sie' ? 'Sie' : closed.lemma, 'PRON');
  const open = capital ? undefined : readOpen(sentence, index);
  if (open) return open;
  if (capital && sentence.isStart(index) && !startsWithNoun(sentence, index)) {
    const lower = readOpen(sentence, index);
    if (lower) return lower;
  }
  const noun = capital ? readNoun(form, (one) => sentence.readingsOf(one)) : undefined;
  if (noun) return wordOf(form, noun, 'NOUN');
  return capital ? { form, lemma: form, partOfSpeech: 'PROPN', isName: true } : wordOf(form, form.toLowerCase(), 'X');
}

/** "ihr" and "der" stand before a noun, or for one. */
function classOf(
  closed: { lemma: string; partOfSpeech: PartOfSpeech },
  sentence: Sentence,
  index: number,
): PartOfSpeech {
  const next = sentence.words[index + 1];
  if (closed.lemma === 'ihr' && next && isCapital(next)) return 'DET';
  return closed.partOfSpeech;
}

/** At its start a sentence says nothing by a capital: "Liebe Kinder", "Liebe ist schön". */
function startsWithNoun(sentence: Sentence, index: number) {
  const form = sentence.words[index]!; // the caller walks over them
  const next = sentence.words[index + 1] ?? '';
  const lower = sentence.readingsOf(form.toLowerCase());
  if (!sentence.readingsOf(form).some(({ kind }) => kind === 'N')) return lower.length === 0;
  if (lower.length === 0) return true;
  return !isCapital(next) && closedClasses.get(next)?.partOfSpeech !== 'PRON';
}

/** Verb or adjective, whichever fits what stands around it. */
function readOpen(sentence: Sentence, index: number): AnalysedWord | undefined {
  const form = sentence.words[index]!; // the caller walks over them
  const readings = sentence.readingsOf(form.toLowerCase()).filter(({ kind }) => kind !== 'N');
  const first = (kind: Reading['kind']) => {
    const ofKind = readings.filter((one) => one.kind === kind);
    return ofKind.find(({ particle }) => particle === '') ?? ofKind[0];
  };
  const finite = first('V');
  const [infinitive, participle, adjective] = [first('I'), first('P'), first('A')];
  const hasAuxiliary = clauseHas(sentence, index, auxiliaries);
  const beforeNoun = isCapital(sentence.words[index + 1] ?? '') && index + 1 < sentence.words.length;
  if (adjective && beforeNoun) return wordOf(form, adjective.lemma, 'ADJ');
  if (participle && (hasAuxiliary || !finite)) return wordOf(form, participle.lemma, verbClass(participle.lemma));
  if (infinitive && (!finite || clauseHas(sentence, index, modals) || hasAuxiliary))
    return wordOf(form, infinitive.lemma, verbClass(infinitive.lemma));
  if (adjective && (!finite || hasAuxiliary)) return wordOf(form, adjective.lemma, 'ADJ');
  return finite && wordOf(form, finite.lemma, verbClass(finite.lemma));
}

function clauseHas(sentence: Sentence, index: number, lemmas: ReadonlySet<string>) {
  const [first, last] = sentence.clauseAround(index);
  for (let at = first; at <= last; at += 1) {
    const readings = at === index ? [] : sentence.readingsOf(sentence.words[at]!.toLowerCase()); // within the array
    if (readings.some(({ kind, lemma }) => kind === 'V' && lemmas.has(lemma))) return true;
  }
  return false;
}

const verbClass = (lemma: string): PartOfSpeech => (auxiliaries.has(lemma) || modals.has(lemma) ? 'AUX' : 'VERB');
const isCapital = (form: string) => /^\p{Lu}/u.test(form);
const wordOf = (form: string, lemma: string, partOfSpeech: PartOfSpeech): AnalysedWord => ({
  form,
  lemma,
  partOfSpeech,
  isName: false,
});
