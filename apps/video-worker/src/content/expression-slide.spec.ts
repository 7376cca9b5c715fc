import { SlideContent } from '@polyspool/contracts/slides';
import { expressionSlide, slideSeconds } from './expression-slide.js';
import { saidSentences } from './said-sentences.js';
import { entry, line } from './testing-content.js';

const slideOf = (text: string, translation: string) => {
  const [sentence] = saidSentences([line(4, text, { translation })]);
  const transcriber = { engine: 'whisper', quality: 'good' } as const;
  const transcript = { language: 'te', targetLanguage: 'en', transcriber, segments: [] };
  return expressionSlide({ entry: entry('చూడు'), sentence: sentence!, spans: [] }, transcript); // of one line
};

describe('expressionSlide', () => {
  it('has the sentence as it is said and as it is translated', () => {
    expect(slideOf('ఇది చూడు', 'look at this')).toMatchObject({
      example: 'ఇది చూడు',
      exampleTranslation: 'look at this',
      extra: { Level: 'B2', 'Heard at': '0:04' },
    });
  });

  it.each(['కి'.repeat(1000), `a${'😀'.repeat(1000)}`, `${'word '.repeat(400)}`, '👨‍👩‍👧'.repeat(250)])(
    'cuts a line that people wrote longer than a slide takes, and no character in two: %.4s',
    (text) => {
      const slide = slideOf(text, text);

      expect(SlideContent.parse(slide)).toEqual(slide);
      const kept = slide.example!.slice(0, -1);
      expect(slide.example).toMatch(/…$/);
      expect(text.startsWith(kept)).toBe(true);
      const graphemes = [...new Intl.Segmenter().segment(text.trim())].map(({ segment }) => segment);
      expect(graphemes.slice(0, [...new Intl.Segmenter().segment(kept)].length).join('')).toBe(kept);
      expect(kept.length).toBeGreaterThan(480);
      expect(slideSeconds(slide)).toBe(8);
    },
  );
});
