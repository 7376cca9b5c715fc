import type { ScriptFormat } from '@polyspool/contracts/film';
import { open } from 'node:fs/promises';

export interface ScriptKind {
  readonly kind: 'script';
  readonly mediaType: string;
  /** Of a plain text it is found out when it is read. */
  readonly format?: ScriptFormat;
}

/** By what their names end in: bytes tell of a text only that it is one. */
const kinds: Readonly<Record<string, ScriptKind | undefined>> = {
  txt: { kind: 'script', mediaType: 'text/plain' },
  md: { kind: 'script', mediaType: 'text/markdown', format: 'markdown' },
  fountain: { kind: 'script', mediaType: 'text/plain', format: 'fountain' },
  json: { kind: 'script', mediaType: 'application/json', format: 'json' },
};

const headBytes = 4096;

export async function scriptKindOf(path: string, name: string): Promise<ScriptKind | undefined> {
  const [, extension = ''] = /\.(\w+)$/.exec(name.toLowerCase()) ?? [];
  const kind = Object.hasOwn(kinds, extension) ? kinds[extension] : undefined;
  return kind && (await beginsAsText(path)) ? kind : undefined;
}

async function beginsAsText(path: string) {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return textOf(buffer.subarray(0, bytesRead), { isCut: true }) !== undefined;
  } finally {
    await file.close();
  }
}

/** Control characters that no text has: what has them was made for machines. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unwritten = /[\0-\x08\x0e-\x1f\x7f]/;

/** What bytes say in UTF-8; undefined where they do not. Those which are cut may end within a character. */
export function textOf(bytes: Uint8Array, { isCut = false } = {}): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: isCut });
    return unwritten.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}
