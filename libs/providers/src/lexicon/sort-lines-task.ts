import { readFile, writeFile } from 'node:fs/promises';

/** Puts the lines of a file in the order in which `SortedLines` looks for them. */
export async function run({ path }: { readonly path: string }): Promise<{ readonly lines: number }> {
  const lines = (await readFile(path, 'utf8')).split('\n').filter(Boolean);
  await writeFile(path, Buffer.concat(lines.map((line) => Buffer.from(`${line}\n`)).sort(Buffer.compare)));
  return { lines: lines.length };
}
