import { testingPdf, textAt } from './testing-pdf.js';
import type { TestingPdfFile } from './testing-pdf-file.js';

export interface TestingGreedyPage {
  readonly text: string;
  /** As soon as the page is read, for as long as its document is open. */
  readonly heldMiB?: number;
}

/** What a table of colours holds while a file says its size in a few bytes: eight bytes for each of them. */
const tableMiB = 255;

/** Small documents whose pages need much memory to be read: 1024 MiB of it end a process that works on them. For tests only. */
export function testingGreedyPdf(pages: readonly TestingGreedyPage[]): Uint8Array {
  const spaces = pages.map(({ heldMiB = 0 }, page) =>
    Array.from({ length: Math.ceil(heldMiB / tableMiB) }, (_, index) => `Spot${page}x${index}`),
  );
  return testingPdf({
    pages: pages.map(({ text }, page) => ({ content: greedyContent(text, spaces[page] ?? []) })),
    objects: (file) => {
      const entries = spaces.flat().map((name) => `/${name} ${addSpotColour(file)} 0 R`);
      return { resources: `/ColorSpace << ${entries.join(' ')} >>` };
    },
  });
}

const greedyContent = (text: string, spaces: readonly string[]) =>
  [...spaces.map((name) => `/${name} cs`), textAt(72, 720, text)].join('\n');

function addSpotColour(file: TestingPdfFile): number {
  const size = (tableMiB * 1024 * 1024) / 8;
  const table = file.addStream(`/FunctionType 0 /Domain [0 1] /Range [0 1] /Size [${size}] /BitsPerSample 8`, '');
  const spot = file.add(`[/Separation /Spot /DeviceGray ${table} 0 R]`);
  // What patterns are painted in is remembered from page to page.
  return file.add(`[/Pattern ${spot} 0 R]`);
}
