import type { ScriptFormat } from '@polyspool/contracts/film';
import { formatOf } from './format-of.js';
import { type FilmFacts, inScenes } from './in-scenes.js';
import type { RawScript } from './raw-script.js';
import { readFountain } from './read-fountain.js';
import { readJson } from './read-json.js';
import { readMarkdown } from './read-markdown.js';
import { readProse } from './read-prose.js';
import type { ReadScript } from './script-reader.js';

const readers: Readonly<Record<ScriptFormat, (text: string) => RawScript>> = {
  prose: readProse,
  markdown: readMarkdown,
  fountain: readFountain,
  json: readJson,
};

/** Reads a script without any engine. It takes its time over a long one: not for a process that has other work. */
export function readByRules(script: string, format: ScriptFormat | undefined, facts: FilmFacts): ReadScript {
  const text = script
    .replace(/^\uFEFF/u, '')
    .replace(/\r\n?/gu, '\n')
    .replaceAll('\0', '');
  const chosen = format ?? formatOf(text);
  const raw = readers[chosen](text);
  return { film: inScenes(raw, facts, chosen === 'prose'), warnings: raw.warnings ?? [] };
}
