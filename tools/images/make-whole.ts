import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** A folder that is there as a whole or not at all: what is killed while it fills one leaves that under another name. */
export async function makeWhole(path: string, fill: (folder: string) => void | Promise<void>): Promise<void> {
  if (existsSync(path)) return;
  const unfinished = `${path}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(dirname(path), { recursive: true });
  mkdirSync(unfinished);
  await fill(unfinished);
  renameSync(unfinished, path);
}
