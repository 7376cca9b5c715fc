/** A model as the web UI tells of it: the name of its file without folder and ending, and the beginning of its SHA-256. */
export interface Checkpoint {
  readonly name: string;
  readonly hash?: string | undefined;
}

const shortHash = 10;

/** Of a title, as in `xl/base.safetensors [31e35c80fc]`. A hash that is told beside it may be whole. */
export function checkpointOf(title: string, hash: string | null | undefined): Checkpoint {
  const { name = '', ending } = /^(?<name>.*?)(?: \[(?<ending>[0-9a-f]+)\])?$/su.exec(title)?.groups ?? {};
  const known = hash || ending;
  return { name: fileName(name), ...(known && { hash: known.slice(0, shortHash) }) };
}

/** Whether that is what was asked for: by a title, a file, a name, or a hash. */
export function isCheckpoint(asked: string, { name, hash }: Checkpoint): boolean {
  const wanted = checkpointOf(asked, undefined);
  if (hash !== undefined && asked.length >= shortHash && asked.startsWith(hash)) return true;
  // Older titles have a shorter hash, of something else.
  const isOther = wanted.hash?.length === shortHash && hash !== undefined && wanted.hash !== hash;
  return wanted.name === name && !isOther;
}

export const checkpointTitle = ({ name, hash }: Checkpoint) => [name, hash].filter(Boolean).join(' ');

const fileName = (path: string) =>
  path
    .split(/[/\\]/u)
    .at(-1)!
    .replace(/\.(?:safetensors|ckpt|gguf|pth?|bin|sft)$/iu, '');
