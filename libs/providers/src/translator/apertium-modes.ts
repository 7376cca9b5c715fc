import type { Language } from '@polyspool/contracts/languages';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineParts } from '../engine-version.js';

/** The language pairs that are installed: one file `<from>-<to>.mode` for each. */
export class ApertiumModes {
  constructor(private readonly folder: string) {}

  /** The mode for two BCP 47 tags, in the target's own variant where there is one. */
  async find(from: Language, to: Language): Promise<string | undefined> {
    const installed = await this.installed();
    const pairs = targetCodes(to).flatMap((target) => languageCodes(from).map((source) => `${source}-${target}`));
    return pairs.find((pair) => installed.has(pair));
  }

  /** A mode is a pipe of programs, with the files that each of them reads. */
  async partsOf(mode: string): Promise<EngineParts> {
    const path = join(this.folder, `${mode}.mode`);
    const commands = (await readFile(path, 'utf8')).split('|').map((command) => command.match(/[^\s']+/g) ?? []);
    const programs = commands.flatMap((words) => words.slice(0, 1));
    const data = commands.flatMap((words) => words.slice(1).filter((word) => word.startsWith('/')));
    return { programs: [...new Set(programs)], data: [path, ...data] };
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

/** Variants read `por_BR`. */
function targetCodes(tag: Language) {
  const codes = languageCodes(tag);
  const region = tag.split('-').find((part) => /^[A-Z]{2}$/.test(part)) ?? macroRegion[tag.split('-')[0] ?? ''];
  return region ? [...codes.map((code) => `${code}_${region}`), ...codes] : codes;
}

/** ISO 639-3, which most pairs are named by, and the tag's own code, for older ones. */
function languageCodes(tag: Language): string[] {
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
