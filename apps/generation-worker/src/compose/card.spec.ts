import fc from 'fast-check';
import { layOutCard } from './card-layout.js';
import { chapterTitle } from './chapter-title.js';
import { endWord } from './end-word.js';
import { writeCard } from './write-card.js';

const picture = { width: 1280, height: 720 };
const card = { language: 'en', picture, seconds: 4 } as const;
const eventsIn = (ass: string) => ass.split('\n').filter((line) => line.startsWith('Dialogue:'));

describe('a card', () => {
  it('keeps every word of its text, with room for all of it', () => {
    const text = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(text, (words) => {
        const { lines, size } = layOutCard(words.join(' '), 'en', picture);

        expect(lines.join(' ')).toBe(words.join(' '));
        expect(lines.length * size * 1.36).toBeLessThanOrEqual(720 * 0.85);
        for (const line of lines) expect(line.length * size * 0.58).toBeLessThanOrEqual(1280 * 0.81);
      }),
    );
  });

  it('gives syllables the room that they take', () => {
    const { lines, size } = layOutCard('సముద్రం ఒడ్డున ఉన్న దీపస్తంభం కథ', 'te', picture);
    const syllables = (line: string) => [...new Intl.Segmenter('te').segment(line)].length;

    expect(Math.max(...lines.map(syllables)) * size * 0.95).toBeLessThanOrEqual(1280 * 0.85);
  });

  it('is a text and a line, whatever stands in the text', () => {
    const nasty = fc.stringMatching(/^[\\{}Nnh,:\n ab]{1,40}$/);
    fc.assert(
      fc.property(nasty, (text) => {
        const events = eventsIn(writeCard({ ...card, text }));

        expect(events).toHaveLength(2);
        const shown = events[0]!.slice(events[0]!.indexOf('}') + 1);
        expect(shown.replaceAll('\\N', ' ')).not.toMatch(/(?<!\\)\{|\\[nh]/);
      }),
    );
  });

  it('ends a film in its language, else with its title', () => {
    expect([endWord('en-GB', 'x'), endWord('te', 'x'), endWord('tlh', 'The ship')]).toEqual([
      ...['The End', 'సమాప్తం', 'The ship'],
    ]);
  });
});

describe('the title of a chapter', () => {
  const said = (text: string) => text.split(' ').map((word) => ({ text: word, startSeconds: 0, endSeconds: 1 }));

  it('is the heading of the scene, else how it begins, else its number', () => {
    const words = [said('One two three'), said('four five six seven')];

    expect(chapterTitle({ heading: 'At sea', words }, 0, 'en')).toBe('At sea');
    expect(chapterTitle({ heading: '', words }, 0, 'en')).toBe('One two three four five six …');
    expect(chapterTitle({ heading: '', words: [] }, 3, 'en')).toBe('4');
  });
});
