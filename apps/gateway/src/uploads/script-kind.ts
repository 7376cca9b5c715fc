import { AppError } from '@polyspool/contracts/errors';
import type { ScriptFormat } from '@polyspool/contracts/film';
import { open } from 'node:fs/promises';

export interface ScriptKind {
  readonly kind: 'script';
  readonly mediaType: string;
  /** Of a plain text it is found out when it is read. */
  readonly format?: ScriptFormat;
  /** It may be a list of texts, which is longer than any script. */
  readonly isList?: boolean;
}

/** By what their names end in: bytes tell of a text only that it is one. */
const kinds: Readonly<Record<string, ScriptKind | undefined>> = {
  txt: { kind: 'script', mediaType: 'text/plain', isList: true },
  jsonl: { kind: 'script', mediaType: 'application/jsonl', isList: true },
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
    return isText(buffer.subarray(0, bytesRead));
  } finally {
    await file.close();
  }
}

/** What bytes say in UTF-8, piece by piece as they come. Throws `script.unreadable` where they do not. */
export function textReader() {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  return (bytes?: Uint8Array) => {
    try {
      const text = decoder.decode(bytes, { stream: bytes !== undefined });
      if (!unwritten.test(text)) return text;
    } catch (cause) {
      throw new AppError('script.unreadable', noText, { cause });
    }
    throw new AppError('script.unreadable', noText);
  };
}

const noText = 'It begins as a text in UTF-8 and does not go on as one';

/** Control characters that no text has: what has them was made for machines. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const unwritten = /[\0-\x08\x0e-\x1f\x7f]/;

/** Whether so much of a text is one. It may end within a character. */
function isText(bytes: Uint8Array) {
  try {
    textReader()(bytes);
    return true;
  } catch {
    return false;
  }
}
