import { escapeXml } from '@polyspool/media/escape-xml';
import fc from 'fast-check';
import { slideStyles } from './slide-style.js';
import type { SlideLayout, SlideText } from './compose-slide.js';
import { typefaceOf } from './typeface.js';
import { writeSvg } from './write-svg.js';

function layoutOf(text: string, language?: string): SlideLayout {
  const box = { x: 0, y: 0, width: 100, height: 20 };
  const measured = { text, typeface: typefaceOf(text, language), bold: false, spaceWidth: 0.3, pieces: [] };
  const placed: SlideText = {
    role: 'expression',
    measured,
    box,
    sizePx: 20,
    lineHeightPx: 26,
    lines: [text],
    align: 'left',
  };
  return { size: { width: 100, height: 20 }, style: slideStyles.card, shapes: [], texts: [placed], smallestPx: 20 };
}

const attacks = [
  '</text><image xlink:href="file:///etc/passwd"/>',
  '"><script>alert(1)</script>',
  '<!ENTITY x SYSTEM "file:///etc/passwd">&x;',
  "]]><style>@import 'http://example.com/a.css'</style>",
  '\u0000\u0008\ud800\uffff bell \u0007',
];

describe('The SVG of a slide', () => {
  it.each(attacks)('shows %j as text', (attack) => {
    const svg = writeSvg(layoutOf(attack));

    expect(svg.match(/<text /gu)).toHaveLength(1);
    expect(svg).not.toMatch(/<(image|script|style|!)/u);
    expect(svg).not.toMatch(/href=["']/u);
  });

  it('has nothing of a language tag but its letters', () => {
    const svg = writeSvg(layoutOf('word', 'en"/><image href="x"/>'));

    expect(svg).not.toContain('<image');
  });

  it('gives every text back that XML can hold, and of others what it can hold', () => {
    const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const escaped = escapeXml(text);

        expect(escaped).not.toMatch(/[<>"']|&(?!(amp|lt|gt|quot|apos);)/u);
        const read = escaped.replace(/&(\w+);/gu, (_, name: string) => entities[name]!);
        // eslint-disable-next-line no-control-regex -- they are what XML cannot hold
        expect(read).toBe(text.replace(/[\t\n\r]+/gu, ' ').replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]/gu, ''));
      }),
    );
  });
});
