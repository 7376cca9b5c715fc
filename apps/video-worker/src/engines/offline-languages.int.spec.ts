import { runProgram } from '@polyspool/processes/run-program';
import { FreedictDictionary } from '@polyspool/providers/lexicon/freedict-dictionary';
import { ApertiumTranslator } from '@polyspool/providers/translator/apertium-translator';
import { PocketsphinxTranscriber } from '@polyspool/providers/transcriber/pocketsphinx-transcriber';
import { readFile } from 'node:fs/promises';
import { typefaceOf } from '../slides/typeface.js';
import { openWordAnalyser } from './open-word-analyser.js';

/** Those that people are offered, and some more. */
const languages = [
  ...['ar', 'bn', 'ca', 'cs', 'da', 'de', 'el', 'en', 'es', 'fa', 'fi', 'fr', 'he', 'hi', 'hu', 'id', 'it', 'ja', 'ko'],
  ...['nb', 'nl', 'pl', 'pt', 'ro', 'ru', 'sv', 'ta', 'te', 'th', 'tr', 'uk', 'ur', 'vi', 'zh'],
];

const transcriber = new PocketsphinxTranscriber();
const translator = new ApertiumTranslator();
const dictionary = new FreedictDictionary();
const analyser = openWordAnalyser({ WORDS_CACHE_FOLDER: undefined, CEFR_LISTS_FOLDER: undefined });

/** What the language calls itself is written in its letters. */
const ownName = (language: string) => new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;

async function targetsOf(language: string, supports: (from: string, to: string) => Promise<boolean>) {
  const others = languages.filter((other) => other !== language);
  const known = await Promise.all(others.map((other) => supports(language, other)));
  return others.filter((_, index) => known[index]).join(' ') || '-';
}

async function rowOf(language: string, fonts: ReadonlySet<string>) {
  const cells = [
    `${language} ${new Intl.DisplayNames(['en'], { type: 'language' }).of(language)}`,
    transcriber.supports(language) ? 'yes' : '-',
    await targetsOf(language, (from, to) => translator.supports(from, to)),
    (await analyser.supports(language)) ? 'yes' : '-',
    await targetsOf(language, (from, to) => dictionary.supports(from, to)),
    fonts.has(typefaceOf(ownName(language), language).family) ? 'yes' : '-',
  ];
  return `| ${cells.join(' | ')} |`;
}

async function installedFonts() {
  const { stdout } = await runProgram({ command: 'fc-list', args: [':', 'family'] });
  return new Set(stdout.split(/[\n,]/).map((family) => family.trim()));
}

describe('LANGUAGES.md', () => {
  it('says of each language what the engines say that can be done with it offline', async () => {
    const fonts = await installedFonts();

    const rows = await Promise.all(languages.map((language) => rowOf(language, fonts)));

    const document = await readFile(new URL('../../LANGUAGES.md', import.meta.url), 'utf8');
    expect(document.split('\n').filter((line) => /^\| [a-z]{2} /.test(line))).toEqual(rows);
  });
});
