import { primaryLanguage, type Language } from '@polyspool/contracts/languages';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineParts } from '../engine-version.js';

export interface LanguagePair {
  readonly from: Language;
  readonly to: Language;
  /** The language that it goes by, where there is no direct way. */
  readonly via?: Language;
}

/** The mode of one pair, or of the two by which it goes. */
export interface Route {
  readonly modes: readonly [string] | readonly [string, string];
  readonly via?: Language;
}

/** The language pairs that are installed: one file `<from>-<to>.mode` for each. */
export class ApertiumModes {
  constructor(private readonly folder: string) {}

  /** Between two BCP 47 tags, in the target's own variant where there is one; directly, else by one other language. */
  async route(from: Language, to: Language): Promise<Route | undefined> {
    return routeAmong(await this.installed(), from, to);
  }

  /** Whether any mode ends in it. */
  async reaches(to: Language): Promise<boolean> {
    const codes = targetCodes(to);
    return [...(await this.installed())].some((mode) => codes.some((code) => mode.endsWith(`-${code}`)));
  }

  /** All that can be translated, directly or by another language. */
  async pairs(): Promise<LanguagePair[]> {
    const installed = await this.installed();
    const languages = languagesOf(installed);
    return languages.flatMap((from) =>
      languages.flatMap((to) => {
        const route = routeAmong(installed, from, to);
        return route ? [{ from, to, ...(route.via && { via: route.via }) }] : [];
      }),
    );
  }

  /** A mode is a pipe of programs, with the files that each of them reads. */
  async partsOf(mode: string): Promise<EngineParts> {
    const commands = (await this.read(mode)).map((command) => command.match(/[^\s']+/g) ?? []);
    const programs = commands.flatMap((words) => words.slice(0, 1));
    const data = commands.flatMap((words) => words.slice(1).filter((word) => word.startsWith('/')));
    return { programs: [...new Set(programs)], data: [this.pathOf(mode), ...data] };
  }

  /** The pipe for a shell, of programs that answer at each NUL. */
  async commandOf(mode: string): Promise<string> {
    const commands = (await this.read(mode)).map((command) => command.trim().replace(/^\S+/, '$& -z'));
    return withBoundBlanks(commands).join(' | ');
  }

  private pathOf = (mode: string) => join(this.folder, `${mode}.mode`);

  private async read(mode: string) {
    return (await readFile(this.pathOf(mode), 'utf8')).split('|');
  }

  private async installed(): Promise<ReadonlySet<string>> {
    try {
      const names = await readdir(this.folder);
      return new Set(names.filter((name) => name.endsWith('.mode')).map((name) => name.slice(0, -'.mode'.length)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
      throw error;
    }
  }
}

/** What is bound to words is written once for all of them outside of the rules, and for each of them within. */
function withBoundBlanks(commands: readonly string[]) {
  const generator = commands.findIndex((command) => command.includes('$1'));
  if (generator < 1) return commands;
  const [first, ...between] = commands.slice(0, generator);
  return [first, 'apertium-wblank-attach', ...between, 'apertium-wblank-detach', ...commands.slice(generator)];
}

/** Most pairs there are for these, and those of Spanish are the best. */
const likedPivots = ['es', 'ca', 'en'];

function routeAmong(installed: ReadonlySet<string>, from: Language, to: Language): Route | undefined {
  if (primaryLanguage(from) === primaryLanguage(to)) return undefined;
  const direct = find(installed, from, to);
  if (direct) return { modes: [direct] };
  const others = languagesOf(installed).filter((language) => !likedPivots.includes(language));
  for (const via of [...likedPivots, ...others]) {
    const [first, second] = [find(installed, from, via), find(installed, via, to)];
    if (first && second) return { modes: [first, second], via };
  }
  return undefined;
}

function find(installed: ReadonlySet<string>, from: Language, to: Language) {
  const pairs = targetCodes(to).flatMap((target) => languageCodes(from).map((source) => `${source}-${target}`));
  return pairs.find((pair) => installed.has(pair));
}

/** As BCP 47 tags, regions apart. */
function languagesOf(installed: ReadonlySet<string>): Language[] {
  const codes = [...installed].flatMap((mode) => /^([a-z]{2,3})-([a-z]{2,3})(?:_|$)/.exec(mode)?.slice(1) ?? []);
  return [...new Set(codes.map(tagOf))].sort();
}

const tagOf = (code: string) => Object.keys(iso639).find((tag) => iso639[tag] === code) ?? code;

/** Variants read `por_BR`. */
function targetCodes(tag: Language) {
  const codes = languageCodes(tag);
  const region = tag.split('-').find((part) => /^[A-Z]{2}$/.test(part)) ?? macroRegion[tag.split('-')[0] ?? ''];
  return region ? [...codes.map((code) => `${code}_${region}`), ...codes] : codes;
}

/** ISO 639-3, which most pairs are named by, and the tag's own code, for older ones. */
export function languageCodes(tag: Language): string[] {
  const [language = ''] = tag.split('-');
  const code = iso639[language];
  return code ? [code, language] : [language];
}

/** Apertium knows these as variants of one language, `hbs`. */
const macroRegion: Readonly<Record<string, string | undefined>> = { bs: 'BS', hr: 'HR', sr: 'SR' };

const iso639: Readonly<Record<string, string | undefined>> = {
  af: 'afr',
  an: 'arg',
  be: 'bel',
  bg: 'bul',
  br: 'bre',
  bs: 'hbs',
  ca: 'cat',
  cy: 'cym',
  da: 'dan',
  de: 'deu',
  en: 'eng',
  eo: 'epo',
  es: 'spa',
  eu: 'eus',
  fr: 'fra',
  gl: 'glg',
  hi: 'hin',
  hr: 'hbs',
  id: 'ind',
  is: 'isl',
  it: 'ita',
  mk: 'mkd',
  ms: 'zlm',
  mt: 'mlt',
  nb: 'nob',
  nl: 'nld',
  nn: 'nno',
  no: 'nob',
  oc: 'oci',
  pl: 'pol',
  pt: 'por',
  ro: 'ron',
  ru: 'rus',
  sc: 'srd',
  sh: 'hbs',
  sl: 'slv',
  sr: 'hbs',
  sv: 'swe',
  uk: 'ukr',
  ur: 'urd',
};
