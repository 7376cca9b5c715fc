import fc from 'fast-check';
import { ankiId, fieldChecksum, noteGuid } from './anki-ids.js';
import { noteTypeId } from './anki-note-type.js';

describe('what Anki knows things by', () => {
  it.each([
    ['test', 2_840_236_005],
    ['今日', 1_464_653_051],
  ])('the checksum of %s is that of Anki', (text, checksum) => {
    expect(fieldChecksum(text)).toBe(checksum);
  });

  it('never changes: what people have imported would be there twice', () => {
    expect(noteGuid('en', 'es', 'sea')).toMatchInlineSnapshot(`"i_S7-oqvczGc1Y0v"`);
    expect([ankiId('note', 'en', 'es', 'sea'), noteTypeId]).toMatchInlineSnapshot(`
      [
        467096649730,
        938923015408,
      ]
    `);
  });

  it('numbers are in years before Anki, and safe in every language', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (parts) => {
        const id = ankiId(...parts);
        expect(id).toBe(ankiId(...parts));
        expect(id).toBeGreaterThanOrEqual(3e11);
        expect(id).toBeLessThan(1e12);
      }),
    );
  });

  it('tells what is different apart', () => {
    expect(noteGuid('en', 'es', 'sea')).not.toBe(noteGuid('en', 'fr', 'sea'));
    expect(noteGuid('a', 'bc')).not.toBe(noteGuid('ab', 'c'));
  });
});
