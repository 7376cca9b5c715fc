import { runProgram } from '@polyspool/processes/run-program';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PdfPages {
  /** Each as SVG: made by us, with all texts escaped. */
  readonly pages: AsyncIterable<string> | Iterable<string>;
  /** For files on the way; whoever lent it removes it. */
  readonly folder: string;
  readonly signal?: AbortSignal | undefined;
}

const limits = { cpuSeconds: 120, fileSizeBytes: 64 * 1024 ** 2, openFiles: 4_096, addressSpaceBytes: 4 * 1024 ** 3 };

/** Pages as one PDF: letters stay letters, with their fonts in the file. */
export async function renderPdf({ pages, folder, signal }: PdfPages): Promise<Buffer> {
  // A page can refer to what lies beside it: there is nothing but pages.
  const pageFolder = join(folder, 'pages');
  await mkdir(pageFolder, { recursive: true });
  const names: string[] = [];
  for await (const page of pages) {
    const name = `${names.length + 1}.svg`;
    await writeFile(join(pageFolder, name), page);
    names.push(name);
  }
  const path = join(folder, 'pages.pdf');
  await runProgram({
    command: 'rsvg-convert',
    args: ['--format', 'pdf', '--output', path, ...names],
    env: { HOME: folder, XDG_CACHE_HOME: folder },
    cwd: pageFolder,
    timeoutMs: 120_000,
    limits,
    ...(signal && { signal }),
  });
  return readFile(path);
}
