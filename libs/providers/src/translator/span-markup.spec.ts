import fc from 'fast-check';
import { fromMarkup, fromXml, toMarkup, toXml } from './span-markup.js';
import { openSpanTag, readSpanTags, spanClosed, spanTags, withoutSpanTags } from './span-tags.js';
import { fromStream, toStream } from './apertium-stream.js';

const white = `The ${openSpanTag(0)}white & <old>${spanTags.close} house`;

describe('the tags of spans', () => {
  it('are read as the parts of a text', () => {
    expect(readSpanTags(white)).toEqual(['The ', 0, 'white & <old>', spanClosed, ' house']);
    expect(withoutSpanTags(white)).toBe('The white & <old> house');
  });

  it('are markup for those that know it', () => {
    expect(toMarkup(white)).toBe('The <s i="0">white & <old></s> house');
    expect(toXml(white)).toBe('The <s i="0">white &amp; &lt;old&gt;</s> house');
    expect(fromMarkup(toMarkup(white))).toBe(white);
  });

  it('are bound to words for Apertium, and found wherever it has moved them', () => {
    expect(toStream(white)).toBe('The [[t:s:0]]white & \\<old\\>[[/]] house.[]\0');
    expect(fromStream('La casa [[t:s:0]]blanca[[/]] [[t:s:0; t:s:3]]\\[del[[/]].[]')).toBe(
      `La casa ${openSpanTag(0)}blanca${spanTags.close} ${openSpanTag(0)}[del${spanTags.close}`,
    );
  });

  it('leave any text what it was', () => {
    const texts = fc
      .string({ unit: 'binary', maxLength: 30 })
      .filter((text) => !text.includes('&') || !/&\w+;/.test(text));
    fc.assert(fc.property(texts, (text) => expect(fromXml(toXml(text))).toBe(text)));
  });
});
