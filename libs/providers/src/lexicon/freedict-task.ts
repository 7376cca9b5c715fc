import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { Language } from '@polyspool/contracts/languages';
import { commonWordsPath, readFrequencyList } from './frequency-list.js';
import { hasLostSpaces, LostSpaces } from './lost-spaces.js';

interface Article {
  readonly headword: string;
  /** Length of its pronunciation. */
  readonly soundLength: number;
  readonly gloss: string;
  /** Of a special field: `[adm.] establishment` stands behind `house`. */
  readonly isSpecial: boolean;
  /** The more is said, the more common is the sense. */
  readonly length: number;
}

interface Input {
  readonly index: string;
  readonly dict: string;
  /** Of the dictionary that goes the other way, where there is one. */
  readonly reverseIndex?: string | undefined;
  readonly targetLanguage: Language;
  readonly path: string;
}

const mostSenses = 3;
const mostCharacters = 60;
const rankOfRareWords = 20_000;

/** A dictionary in the format of dictd becomes lines `headword<TAB>gloss`. */
export async function run({ index, dict, path, ...target }: Input): Promise<{ readonly headwords: number }> {
  const text = await promisify(gunzip)(await readFile(dict));
  const commonWords = commonWordsPath(target.targetLanguage);
  const ranks = commonWords ? ranksOf(await readFile(commonWords, 'utf8')) : new Map<string, number>();
  const byHeadword = new Map<string, Article[]>();
  const articles = (await readFile(index, 'utf8')).split('\n').flatMap((line) => articleAt(line, text) ?? []);
  for (const article of await withSpaces(articles, target)) {
    const others = byHeadword.get(article.headword);
    if (others) others.push(article);
    else byHeadword.set(article.headword, [article]);
  }
  const lines = [...byHeadword].map(([headword, articles]) => `${headword}\t${glossOf(articles, ranks)}\n`);
  await writeFile(path, Buffer.concat(lines.map((line) => Buffer.from(line)).sort(Buffer.compare)));
  return { headwords: lines.length };
}

async function withSpaces(articles: readonly Article[], { targetLanguage, reverseIndex }: Target) {
  if (!hasLostSpaces(articles.map(({ gloss }) => gloss))) return articles;
  const list = await readFrequencyList(targetLanguage);
  const reverse = reverseIndex ? await readFile(reverseIndex, 'utf8') : '';
  const headwords = reverse.split('\n').map((line) => line.split('\t')[0] ?? '');
  const spaces = new LostSpaces({ language: targetLanguage, forms: list?.forms ?? [], headwords });
  return articles.map((article) => ({ ...article, gloss: spaces.restore(article.gloss) }));
}

type Target = Pick<Input, 'targetLanguage' | 'reverseIndex'>;
type Ranks = ReadonlyMap<string, number>;
const ranksOf = (words: string): Ranks =>
  new Map(
    words
      .split('\n')
      .map((word, index) => [word.trim().toLowerCase(), index + 1] as const)
      .reverse(),
  );

function articleAt(line: string, text: Buffer): Article | undefined {
  const [name = '', offset = '', length = ''] = line.split('\t');
  if (!offset || !length || name.startsWith('00database')) return undefined;
  const start = numberOf(offset);
  return readArticle(text.toString('utf8', start, start + numberOf(length)));
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const numberOf = (base64: string) => [...base64].reduce((sum, digit) => sum * 64 + digits.indexOf(digit), 0);

/** First the headword with sound and grammar, then senses, then examples and references, which are further in. */
function readArticle(article: string): Article | undefined {
  const [first = '', ...rest] = article.split('\n');
  const headword = first.replace(/\s*[/<[].*$/, '').trim();
  const end = rest.findIndex((line) => /^\s*$|^\s*(see|Synonyms?|Antonyms?|Note)\b|^\s*"|^\s{3,}/.test(line));
  const senses = end < 0 ? rest : rest.slice(0, end);
  const glosses = senses.map(withoutLabels).filter(Boolean);
  if (!headword || glosses.length === 0) return undefined;
  return {
    headword,
    soundLength: /\/([^/]*)\//.exec(first)?.[1]?.length ?? 0,
    gloss: glosses.join('; '),
    isSpecial: /^\s*(\d+\.\s*)?\[/.test(senses[0] ?? ''),
    length: article.length,
  };
}

const withoutLabels = (sense: string) =>
  sense
    .replace(/^\s*\d+\.\s*/, '')
    .replaceAll(/\[[^\]]*\]|<[^>]*>|[{}]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ([,;])/g, '$1')
    .trim();

function glossOf(articles: readonly Article[], ranks: Ranks) {
  // Some dictionaries have lost the second word of an expression: `give /givbæk/`.
  const shortest = Math.min(...articles.map(({ soundLength }) => soundLength));
  const own = articles.filter(({ soundLength }) => soundLength <= shortest + 1);
  const best = own.sort((a, b) => Number(a.isSpecial) - Number(b.isSpecial) || weightOf(b, ranks) - weightOf(a, ranks));
  const [first = '', ...others] = new Set(best.flatMap(({ gloss }) => gloss.split(/; ?/)));
  let gloss = first;
  for (const sense of others.slice(0, mostSenses - 1))
    if (gloss.length + sense.length + 2 <= mostCharacters) gloss += `; ${sense}`;
  return gloss;
}

/** What is much used and much explained stands first. */
function weightOf({ gloss, length }: Article, ranks: Ranks) {
  const words = (gloss.split(/[,;]/)[0] ?? '').toLowerCase().match(/\p{L}+/gu) ?? [];
  const rank = Math.max(0, ...words.map((word) => ranks.get(word) ?? rankOfRareWords));
  return Math.log(length) - Math.log(rank + 1);
}
