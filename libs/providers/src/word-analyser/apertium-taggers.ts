import type { Language } from '@polyspool/contracts/languages';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { languageCodes } from '../translator/apertium-modes.js';

/** Programs of which each reads what the one before it has written. */
export type Tagger = readonly { readonly program: string; readonly args: readonly string[] }[];

/** A translator begins by analysing: the pipes of the modes, up to the tagger that decides what each word is. */
export class ApertiumTaggers {
  constructor(private readonly folder: string) {}

  /** Of several pairs the one whose analyser is largest, as it knows most words. */
  async find(language: Language): Promise<Tagger | undefined> {
    let best: { tagger: Tagger; bytes: number } | undefined;
    for (const name of await this.modesFrom(languageCodes(language))) {
      const tagger = taggerOf(await readFile(join(this.folder, name), 'utf8'));
      const bytes = tagger ? await analyserBytes(tagger) : 0;
      if (tagger && bytes > (best?.bytes ?? 0)) best = { tagger, bytes };
    }
    return best?.tagger;
  }

  private async modesFrom(codes: readonly string[]) {
    const names = await readdir(this.folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    return names.filter((name) => name.endsWith('.mode') && codes.some((code) => name.startsWith(`${code}-`))).sort();
  }
}

function taggerOf(mode: string): Tagger | undefined {
  const stages = mode
    .split('|')
    .map((stage) => [...stage.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain ?? ''));
  const end = stages.findIndex(([program]) => program === 'apertium-tagger');
  if (end < 0) return undefined;
  return stages.slice(0, end + 1).map(([program = '', ...args], index) => ({
    program,
    // `$2` is what the translator would want to see; `-p` shows each word as it stands in the text
    args: [...(index === end ? ['-p'] : []), ...args.filter((arg) => !arg.startsWith('$'))],
  }));
}

/** 0 where it is not installed whole. */
async function analyserBytes(tagger: Tagger) {
  const files = tagger.flatMap(({ args }) => args.filter((arg) => arg.startsWith('/')));
  const sizes = await Promise.all(
    files.map((path) =>
      stat(path).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  );
  return sizes.includes(0) ? 0 : (sizes[0] ?? 0);
}
