import { runProgram } from '@polyspool/processes/run-program';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SlideLayout } from './compose-slide.js';
import { writeSvg } from './write-svg.js';

const limits = { cpuSeconds: 60, fileSizeBytes: 64 * 1024 ** 2, openFiles: 128, addressSpaceBytes: 4 * 1024 ** 3 };

/** A slide as one page of PDF: letters stay letters, with their fonts in the file. */
export async function renderPdf(layout: SlideLayout, folder: string, signal?: AbortSignal): Promise<Buffer> {
  const path = join(folder, 'slide.pdf');
  await runProgram({
    command: 'rsvg-convert',
    args: ['--format', 'pdf', '--output', path],
    // What comes from stdin has no address, so that nothing beside it can be referred to.
    stdin: writeSvg(layout),
    env: { HOME: folder, XDG_CACHE_HOME: folder },
    cwd: folder,
    timeoutMs: 60_000,
    limits,
    ...(signal && { signal }),
  });
  return readFile(path);
}
