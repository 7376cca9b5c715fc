import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { launchChromium } from '../../browser/launch-chromium.ts';

const pages = join(import.meta.dirname, 'samples');

/** The project's own documents, printed by a browser: an article in two columns, a table with a chart, slides. */
export async function makeSamples(folder: string): Promise<string[]> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    const files: string[] = [];
    for (const name of readdirSync(pages).sort()) {
      const path = join(folder, `${basename(name, '.html')}.pdf`);
      await page.goto(pathToFileURL(join(pages, name)).href);
      await page.pdf({ path, preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
      files.push(path);
    }
    return files;
  } finally {
    await browser.close();
  }
}
