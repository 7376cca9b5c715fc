import { PDF } from '@libpdf/core';
import { jest } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectDocument } from './inspect-document.js';
import { testingPdf } from './testing-pdf.js';
import { testingHostilePdfs } from './testing-hostile-pdfs.js';

// Each look starts a process.
jest.setTimeout(30_000);

describe('inspectDocument', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'inspect-spec-'));
  });

  afterAll(() => rm(folder, { recursive: true }));

  const fileOf = async (bytes: Uint8Array) => {
    const path = join(folder, 'file.pdf');
    await writeFile(path, bytes);
    return path;
  };

  it('tells what a document is', async () => {
    const path = await fileOf(
      testingPdf({
        pages: [{ fields: [{ name: 'Name', box: [0, 0, 9, 9] }] }, {}],
        title: 'Антенна',
        catalog: `/MarkInfo << /Marked true >> /Names << /EmbeddedFiles << /Names [(a) << /F (a) >>] >> >>
          /OpenAction << /S /JavaScript /JS (x) >>`,
      }),
    );

    expect(await inspectDocument({ path })).toEqual({
      probe: {
        pages: 2,
        title: 'Антенна',
        isEncrypted: false,
        needsPassword: false,
        isTagged: true,
        fields: 1,
        attachments: 1,
        hasScripts: true,
        isSigned: false,
      },
      notices: ['Scripts are not in the translated document', 'Attachments stay as they are'],
    });
  });

  it('tells of a locked file that it is locked, and more to those who know the password', async () => {
    const pdf = await PDF.load(testingPdf({ pages: [{}, {}, {}] }));
    pdf.setProtection({ userPassword: 'sesame' });
    const path = await fileOf(await pdf.save());

    expect((await inspectDocument({ path })).probe).toMatchObject({ pages: 0, isEncrypted: true, needsPassword: true });
    expect((await inspectDocument({ path, password: 'sesame' })).probe).toMatchObject({
      pages: 3,
      needsPassword: false,
    });
    await expect(inspectDocument({ path, password: 'rice' })).rejects.toMatchObject({ code: 'file.wrongPassword' });
  });

  it('refuses what is no document, and what would never end', async () => {
    const bomb = testingHostilePdfs['an object stream that fills the memory when it is inflated']!;

    await expect(inspectDocument({ path: await fileOf(Buffer.from('no')) })).rejects.toMatchObject({
      code: 'file.unreadable',
    });
    await expect(inspectDocument({ path: await fileOf(bomb()) })).rejects.toMatchObject({
      code: 'document.tooComplex',
    });
  });

  it('gives up a document that takes too long', async () => {
    const path = await fileOf(testingPdf({ pages: [{}] }));

    await expect(inspectDocument({ path, timeoutMs: 1 })).rejects.toMatchObject({ code: 'document.tooComplex' });
  });

  it('stops when nobody waits any more', async () => {
    const path = await fileOf(testingPdf({ pages: [{}] }));

    await expect(inspectDocument({ path, signal: AbortSignal.abort(new Error('gone')) })).rejects.toThrow('gone');
  });
});
