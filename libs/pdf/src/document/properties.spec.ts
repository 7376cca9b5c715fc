import { PDF } from '@libpdf/core';
import { plainText } from '@polyspool/contracts/rich-text';
import { openDocument } from '../objects/open-document.js';
import { testingPdf, textAt } from '../objects/testing-pdf.js';
import { outlineItems } from './outline-items.js';
import { blocksOf, translated } from './testing-translation.js';

const page = { content: textAt(72, 700, 'Some words') };

describe('properties of a translated document', () => {
  it('are in its new language: bookmarks, title, and the name of the language', async () => {
    const outline = [
      { title: 'First chapter', page: 1 },
      { title: '2', page: 1 },
    ];
    const source = testingPdf({ pages: [page], outline, title: 'A document', language: 'en' });

    const { pdf, close } = await openDocument(
      await translated(source, (text) => text.toUpperCase(), { language: 'es' }),
    );

    expect(outlineItems(pdf).map(({ title }) => title)).toEqual(['FIRST CHAPTER', '2']);
    expect(pdf.getTitle()).toBe('A DOCUMENT');
    expect(pdf.getLanguage()).toBe('es');
    await close();
  });

  it('keep a language where only some pages have another one now', async () => {
    const source = testingPdf({ pages: [page, page], language: 'en' });

    const { pdf, close } = await openDocument(
      await translated(source, () => 'Palabras', { language: 'es', pages: '1' }),
    );

    expect(pdf.getLanguage()).toBe('en');
    await close();
  });

  it('claim no conformance that nobody has examined', async () => {
    const xmp = '<pdfaid:part>2</pdfaid:part><dc:language><rdf:Bag><rdf:li>en</rdf:li></rdf:Bag></dc:language>';
    const source = testingPdf({
      pages: [page],
      objects: (file) => ({ catalog: `/Metadata ${file.addStream('/Type /Metadata /Subtype /XML', xmp)} 0 R` }),
    });

    const text = Buffer.from(await translated(source, () => 'Palabras', { language: 'es' })).toString('latin1');

    expect(text).toContain('<dc:language><rdf:Bag><rdf:li>es</rdf:li></rdf:Bag></dc:language>');
    expect(text).not.toContain('pdfaid');
  });

  it('tell nobody the old words: tags say no text of their own', async () => {
    const source = testingPdf({
      pages: [{ ...page, entries: '/StructParents 0' }],
      objects: (file) => {
        const tag = file.add('<< /Type /StructElem /S /P /ActualText (Some words) /Alt (Some words) /Lang (en) >>');
        return { catalog: `/StructTreeRoot ${file.add(`<< /Type /StructTreeRoot /K [${tag} 0 R] >>`)} 0 R` };
      },
    });

    const text = Buffer.from(await translated(source, () => 'Palabras', { language: 'es' })).toString('latin1');

    expect(text).toContain('/StructElem');
    expect(text).not.toContain('/ActualText');
  });

  it('lose the protection that its password has opened', async () => {
    const protectedPdf = await PDF.load(testingPdf({ pages: [page] }));
    protectedPdf.setProtection({ userPassword: 'secret', ownerPassword: 'secret' });
    const source = await protectedPdf.save();

    const result = await translated(source, () => 'Other words', { password: 'secret' });

    expect((await blocksOf(result)).map(({ text }) => plainText(text))).toEqual(['Other words']);
  });
});
