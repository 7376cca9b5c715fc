import { testingPdf, textAt } from '@polyspool/pdf/objects/testing-pdf';
import { runProgram } from '@polyspool/processes/run-program';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { v7 } from 'uuid';

/** A document with a line of text on each page. For tests only. */
export const pdfOf = (...lines: string[]) =>
  Buffer.from(testingPdf({ title: lines[0]!, pages: lines.map((line) => ({ content: textAt(72, 720, line) })) }));

/** The same document, to be opened with a password only. */
export async function lockedPdf(pdf: Buffer, password: string, folder: string): Promise<Buffer> {
  const [open, locked] = [join(folder, `${v7()}.pdf`), join(folder, `${v7()}.pdf`)];
  await writeFile(open, pdf);
  await runProgram({ command: 'qpdf', args: ['--encrypt', password, 'owner', '256', '--', open, locked] });
  return readFile(locked);
}
