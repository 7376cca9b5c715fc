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

/** Whether that is what was asked for: by a title, a file, a name, a folder and a name in one word, or a hash. */
export function isCheckpoint(asked: string, { name, hash }: Checkpoint): boolean {
  const wanted = checkpointOf(asked, undefined);
  const isHash = hash !== undefined && asked.length >= shortHash && asked.startsWith(hash);
  return isHash || wanted.name === name || wanted.name.endsWith(`_${name}`);
}

export const checkpointTitle = ({ name, hash }: Checkpoint) => [name, hash].filter(Boolean).join(' ');

const fileName = (path: string) =>
  path
    .split(/[/\\]/u)
    .at(-1)!
    .replace(/\.(?:safetensors|ckpt|gguf|pth?|sft)$/iu, '');
