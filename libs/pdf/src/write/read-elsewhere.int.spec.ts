import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { DocumentLayout } from '@polyspool/contracts/pdf';
import { translated } from '../document/testing-translation.js';
import { testingPdf, textAt } from '../objects/testing-pdf.js';

const run = promisify(execFile);

describe('translated documents', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'polyspool-spec-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it.each([
    ['el', 'Ελληνικά'],
    ['ru', 'Русский язык'],
    ['hi', 'हिन्दी में लिखा'],
    ['te', 'తెలుగు భాష'],
    ['th', 'ภาษาไทย'],
    ['zh', '中文文本'],
    ['ko', '한국어 문서'],
    ['ja', '日本語の文書'],
  ])('can be read in %s by Poppler', async (language, text) => {
    const source = testingPdf({ pages: [{ content: textAt(72, 700, 'A line of some words') }] });

    const path = await written(await translated(source, () => text, { language }));

    expect((await run('pdftotext', [path, '-'])).stdout.trim()).toBe(text);
  });

  it.each<DocumentLayout>(['inPlace', 'sideBySide', 'alternating'])(
    'are sound to qpdf in the layout %s',
    async (layout) => {
      const form = { content: textAt(0, 0, 'Confidential draft'), box: [0, -10, 200, 20] as const };
      const source = testingPdf({
        pages: [
          { content: `${textAt(72, 700, 'Some words')} q 1 0 0 1 72 300 cm /X Do Q`, forms: { X: form } },
          {
            content: textAt(72, 700, 'Other words'),
            rotate: 90,
            links: [{ box: [70, 690, 200, 715], uri: 'https://example.org' }],
          },
        ],
        outline: [{ title: 'Chapter', page: 2 }],
      });

      const path = await written(await translated(source, (text) => text.toUpperCase(), { layouts: [layout] }));

      expect((await run('qpdf', ['--check', path])).stdout).toContain('No syntax or stream encoding errors');
    },
  );

  const written = async (bytes: Uint8Array) => {
    const path = join(folder, 'translated.pdf');
    await writeFile(path, bytes);
    return path;
  };
});
