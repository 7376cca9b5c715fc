import { chooseExpressions } from './choose-expressions.js';
import { clipSubtitles } from './clip-subtitles.js';
import { entry, line } from './testing-content.js';

const range = { startSeconds: 8, endSeconds: 20 };
const picture = { width: 1280, height: 720 };
const transcriber = { engine: 'fake', quality: 'draft' } as const;

function subtitles(text: string, lemma: string, translation?: string) {
  const more = translation === undefined ? {} : { translation };
  const segments = [line(0, 'Not in the clip.', more), line(10, text, more)];
  const vocabulary = { language: 'en', analyser: 'fake', entries: [entry(lemma, { kind: 'idiom' })] };
  const [expression] = chooseExpressions({ segments, vocabulary, levels: ['B2'], maxExpressions: 1 });
  const transcript = {
    language: 'en',
    ...(translation === undefined ? {} : { targetLanguage: 'es' }),
    transcriber,
    segments,
  };
  return clipSubtitles(transcript, expression!, { range, picture });
}

const dialogues = (ass: string) => ass.split('\n').filter((row) => row.startsWith('Dialogue:'));

describe('Subtitles of a clip', () => {
  it('are timed from its start, hold only what is said in it, and show the expression in its own colour', () => {
    const [only, ...others] = dialogues(subtitles('That was a piece of cake today.', 'piece of cake'));

    expect(others).toEqual([]);
    expect(only).toMatch(/^Dialogue: 0,0:00:02\.00,0:00:06/);
    expect(only).toContain('That was a {\\1c&H0045B9FF&\\b1}piece of cake{\\rSpoken} today.');
  });

  it('show the words of an expression and not those between them', () => {
    const [only] = dialogues(subtitles('He gave it all up.', 'gave up'));

    expect(only).toContain('He {\\1c&H0045B9FF&\\b1}gave{\\rSpoken} it all {\\1c&H0045B9FF&\\b1}up{\\rSpoken}.');
  });

  it('have the translation below', () => {
    const [only] = dialogues(subtitles('That was a piece of cake.', 'piece of cake', 'Fue pan comido.'));

    expect(only).toMatch(/cake\{\\rSpoken\}\.\\N\{\\rTranslated\}Fue pan comido\.$/);
  });

  it('mark an expression that is broken over two lines or two cues', () => {
    const text = `${'Nobody in the whole village would ever have thought that it was going to be such a '.repeat(2)}piece of cake for him and all of his many friends.`;

    const all = dialogues(subtitles(text, 'piece of cake')).join('\n');

    const marked = [...all.matchAll(/\{\\1c&H0045B9FF&\\b1\}(.*?)\{\\rSpoken\}/gu)].map(([, words]) => words);
    expect(marked.join(' ')).toBe('piece of cake');
  });
});
