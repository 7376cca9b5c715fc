import { AppError } from '@polyspool/contracts/errors';
import type { ScriptProbe } from '@polyspool/contracts/files';
import { readFile } from 'node:fs/promises';
import { type ScriptKind, textOf } from './script-kind.js';

/** Reads a text through, which is short. Throws `script.unreadable`, `script.empty`. */
export async function inspectScript(path: string, { format }: ScriptKind): Promise<ScriptProbe> {
  const text = textOf(await readFile(path));
  if (text === undefined)
    throw new AppError('script.unreadable', 'It begins as a text in UTF-8 and does not go on as one');
  if (!text.trim()) throw new AppError('script.empty', 'The file has nothing in it but white space');
  if (format === 'json') refuseBadJson(text);
  return { characters: text.length, ...(format && { format }) };
}

function refuseBadJson(text: string) {
  try {
    JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('script.unreadable', `It is called .json and is none: ${reason.slice(0, 200)}`, {
      cause: error,
    });
  }
}
