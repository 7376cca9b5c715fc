import { PDF } from '@libpdf/core';
import fc from 'fast-check';
import { AppError } from '@polyspool/contracts/errors';
import { readPage } from '../content/read-page.js';
import { openDocument } from './open-document.js';
import { testingPdf, textAt } from './testing-pdf.js';

const letter = testingPdf({
  pages: [{ content: textAt(50, 700, 'Dear reader') }, { content: textAt(50, 700, 'Yours') }],
  title: 'Letter',
});

const latin1 = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const edited = (edit: (text: string) => string) => new Uint8Array(Buffer.from(edit(latin1(letter)), 'latin1'));

async function locked(protection: { userPassword?: string; ownerPassword?: string }) {
  const pdf = await PDF.load(letter);
  pdf.setProtection(protection);
  return pdf.save();
}

async function textOfFirstPage(bytes: Uint8Array, password?: string) {
  const open = await openDocument(bytes, { password });
  const page = await readPage(open, 1);
  await open.close();
  const text = 'glyphs' in page ? page.glyphs.map(({ unicode }) => unicode).join('') : page.reason;
  return { text, pages: open.pageCount, isRepaired: open.isRepaired };
}

describe('openDocument', () => {
  it('opens a file for its objects and its glyphs', async () => {
    expect(await textOfFirstPage(letter)).toEqual({ text: 'Dear reader', pages: 2, isRepaired: false });
  });

  it('wants the password of a locked file, the right one', async () => {
    const bytes = await locked({ userPassword: 'sesame', ownerPassword: 'boss' });

    await expect(openDocument(bytes)).rejects.toMatchObject({ code: 'file.needsPassword' });
    await expect(openDocument(bytes, { password: 'rice' })).rejects.toMatchObject({
      code: 'file.wrongPassword',
      pointers: [{ pointer: '/password' }],
    });
    expect(await textOfFirstPage(bytes, 'sesame')).toMatchObject({ text: 'Dear reader' });
    expect(await textOfFirstPage(bytes, 'boss')).toMatchObject({ text: 'Dear reader' });
  });

  it('needs none where everybody may read', async () => {
    const bytes = await locked({ ownerPassword: 'boss' });

    expect(await textOfFirstPage(bytes)).toMatchObject({ text: 'Dear reader' });
    expect(await textOfFirstPage(bytes, '')).toMatchObject({ text: 'Dear reader' });
  });

  it.each([
    ['whose table of objects lies', edited((text) => text.replaceAll(/\d{10} 00000 n/g, '0000000007 00000 n'))],
    ['that ends too early', edited((text) => text.slice(0, text.indexOf('xref')))],
    ['with bytes before it', edited((text) => `GIF89a\n\n${text}`)],
    ['with a delimiter where none belongs', edited((text) => text.replace('/Kids [', '/Bad [ { ] /Kids ['))],
  ])('repairs a file %s', async (_, bytes) => {
    expect(await textOfFirstPage(bytes)).toEqual({ text: 'Dear reader', pages: 2, isRepaired: true });
  });

  it.each([
    ['nothing', new Uint8Array()],
    ['a text', new Uint8Array(Buffer.from('Dear reader'))],
    ['the start of a file', letter.subarray(0, 700)],
    ['a file without pages', testingPdf({ pages: [] })],
  ])('says that %s is no readable document', async (_, bytes) => {
    await expect(openDocument(bytes)).rejects.toMatchObject({ code: 'file.unreadable' });
  });

  it('says what is wrong, in words of ours, whatever is done to a file', async () => {
    const damageArbitrary = fc.array(fc.tuple(fc.nat(letter.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(damageArbitrary, async (damage) => {
        const bytes = letter.slice();
        for (const [at, byte] of damage) bytes[at] = byte;

        const fault = await textOfFirstPage(bytes).catch((error: unknown) => error);

        if (fault instanceof Error) expect(fault).toBeInstanceOf(AppError);
      }),
      { numRuns: 60 },
    );
  });

  it('refuses a form that makes its pages itself', async () => {
    const xfa = testingPdf({ pages: [{}], catalog: '/NeedsRendering true /AcroForm << /Fields [] /XFA (x) >>' });

    await expect(openDocument(xfa)).rejects.toMatchObject({ code: 'document.dynamicForm' });
  });
});
