import { AppError } from '@polyspool/contracts/errors';
import type { ScriptProbe } from '@polyspool/contracts/files';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type ScriptKind, textReader } from './script-kind.js';

/** Reads a text through. Throws `script.unreadable`, `script.empty`. */
export async function inspectScript(path: string, { format }: ScriptKind): Promise<ScriptProbe> {
  let [characters, isBlank] = [0, true];
  for await (const text of textIn(path)) {
    characters += text.length;
    isBlank &&= !text.trim();
  }
  if (isBlank) throw new AppError('script.empty', 'The file has nothing in it but white space');
  if (format === 'json') refuseBadJson(await readFile(path, 'utf8')); // it is short
  return { characters, ...(format && { format }) };
}

async function* textIn(path: string) {
  const read = textReader();
  for await (const bytes of createReadStream(path)) yield read(bytes as Buffer);
  yield read();
}

function refuseBadJson(text: string) {
  try {
    JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AppError('script.unreadable', `It is called .json and is none: ${reason.slice(0, 200)}`, {
      cause: error,
    });
  }
}
