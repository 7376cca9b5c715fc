import { aDocument } from '../testing/examples.js';
import { documentFaultsOf, documentInputOf, plainDocumentOptions } from './document-options.js';

const { probe } = aDocument();

describe('the options of a document', () => {
  it('ask for nothing while nothing was chosen', () => {
    expect(documentInputOf(plainDocumentOptions)).toEqual({});
    expect(documentFaultsOf(plainDocumentOptions, probe)).toEqual({});
  });

  it('become the input of the job', () => {
    const options = { ...plainDocumentOptions, pages: ' 1-2, 3 ', password: 'secret', recognizeText: false };

    expect(
      documentInputOf({ ...options, layouts: ['inPlace', 'alternating'], tone: 'formal', glossary: 'bank = orilla' }),
    ).toEqual({
      pages: '1-2, 3',
      password: 'secret',
      recognizeText: false,
      layouts: ['inPlace', 'alternating'],
      tone: 'formal',
      glossary: [{ source: 'bank', target: 'orilla' }],
    });
  });

  it.each([
    ['pages', 'Write pages like 1-3, 7, 20-', { pages: 'the first' }],
    ['pages', 'The document has pages 1 to 3.', { pages: '2-9' }],
    ['layouts', 'Choose at least one.', { layouts: [] }],
    ['glossary', 'Write each line like: river bank = orilla', { glossary: 'just a word' }],
  ])('say what is wrong with the %s: %s', (field, words, over) => {
    expect(documentFaultsOf({ ...plainDocumentOptions, ...over }, probe)).toEqual({ [field]: words });
  });

  it('say what is wrong with a range before the file is there', () => {
    expect(documentFaultsOf({ ...plainDocumentOptions, pages: '7-2' })).toEqual({
      pages: 'The last page must not stand before the first.',
    });
    expect(documentFaultsOf({ ...plainDocumentOptions, pages: '20-' })).toEqual({});
  });
});
