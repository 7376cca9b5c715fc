import fc from 'fast-check';
import { escapeHtml, sentenceHtml } from './sentence-html.js';

const decode = (html: string) =>
  html
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name]!);

describe('a sentence on a card', () => {
  it.each([
    ['a form of the word', 'She went home, and went on.', ['go', 'went'], 'She <b>went</b> home, and <b>went</b> on.'],
    ['also with a capital', 'Children play.', ['child', 'children'], '<b>Children</b> play.'],
    ['not within another word', 'An art, not a cart.', ['art'], 'An <b>art</b>, not a cart.'],
    ['an accent does not end a word', 'La cafétéria, le caf.', ['caf'], 'La cafétéria, le <b>caf</b>.'],
    ['the longest form', 'He gave up.', ['gave', 'gave up'], 'He <b>gave up</b>.'],
    ['in a script without spaces', '我喜欢猫。', ['猫'], '我喜欢<b>猫</b>。'],
    ['with an ending that is written on', '학교에서 만나요.', ['학교'], '<b>학교</b>에서 만나요.'],
    ['of any script', 'Он видел Москву.', ['москву'], 'Он видел <b>Москву</b>.'],
    ['with a hyphen', 'An ill-disposed man.', ['ill-disposed'], 'An <b>ill-disposed</b> man.'],
    ['with marks of a pattern', 'Is it C++ (or C)?', ['c++'], 'Is it <b>C++</b> (or C)?'],
    ['nowhere', 'Nothing here.', ['word', ''], 'Nothing here.'],
  ])('has the word in bold: %s', (_case, sentence, forms, html) => {
    expect(sentenceHtml(sentence, forms)).toBe(html);
  });

  it('does nothing but stand there', () => {
    expect(sentenceHtml('<img src=x onerror="a()"> & [sound:a.mp3]\u001f', ['img'])).toBe(
      '&lt;<b>img</b> src=x onerror=&quot;a()&quot;&gt; &amp; &#91;sound:a.mp3] ',
    );
  });

  it('reads as it was said, whatever is said and sought', () => {
    const text = fc.string({ unit: 'grapheme' });
    fc.assert(
      fc.property(text, fc.array(text), (sentence, forms) => {
        const html = sentenceHtml(sentence, forms);

        expect(decode(html.replace(/<\/?b>/g, ''))).toBe(decode(escapeHtml(sentence)));
        expect(html.replace(/<\/?b>/g, '')).not.toMatch(/[<>[\p{Cc}]/u);
        expect(html.split('<b>')).toHaveLength(html.split('</b>').length);
      }),
    );
  });
});
