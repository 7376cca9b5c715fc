import { maxScenes } from '@polyspool/contracts/film';
import fc from 'fast-check';
import { formatOf } from './format-of.js';
import { readByRules } from './read-by-rules.js';

const facts = { language: 'en', seed: 1 };
const read = (script: string, format?: 'prose' | 'markdown' | 'fountain' | 'json') =>
  readByRules(script, format, facts).film;

const fountain = `Title: The Lighthouse
Author: A. Keeper

INT. LIGHTHOUSE - NIGHT

Rain beats /* or
hail? */against the *glass*. A lamp turns. [[Not too fast]]

ANNA (V.O.)
(whispering)
The storm came in
from the west.

NARRATOR
Nobody slept.

CUT TO:

EXT. HARBOUR - DAWN

Boats lie on the sand.
`;

describe('a screenplay', () => {
  it('is seen where it tells of action, and said where it has dialogue', () => {
    const { title, scenes } = read(fountain);

    expect(title).toBe('The Lighthouse');
    expect(scenes).toMatchObject([
      {
        id: 'scene-1',
        heading: 'INT. LIGHTHOUSE - NIGHT',
        action: 'Rain beats against the glass. A lamp turns.',
        lines: [{ speaker: 'ANNA', text: 'The storm came in from the west.' }, { text: 'Nobody slept.' }],
        picturePrompt: 'lighthouse, indoors, night. Rain beats against the glass. A lamp turns.',
      },
      {
        id: 'scene-2',
        action: 'Boats lie on the sand.',
        lines: [],
        picturePrompt: 'harbour, outdoors, dawn. Boats lie on the sand.',
      },
    ]);
  });
});

describe('the format of a script', () => {
  it.each([
    ['prose', 'Le roi de France\nest parti à la chasse.\n\nIl revient.'],
    ['prose', 'Welcome to the demo.\n\nAuthor: Jane writes all of it.\n\nThank you.'],
    ['prose', '[Music plays]\n\nWelcome to our show.\n\n[The end]'],
    ['fountain', fountain],
    ['fountain', 'EXT. FOREST - DAY\n\nTrees.'],
    ['markdown', 'Before.\n\n## Morning\n\nText.'],
    ['json', '[{"action": "Rain"}]'],
    ['json', ' {"scenes": []} '],
  ])('is %s', (format, script) => {
    expect(formatOf(script)).toBe(format);
  });
});

describe('Markdown', () => {
  it('begins scenes at headings and rules, and shows what is in italics', () => {
    const { film, warnings } = readByRules(
      '# The Sea\n\n## Morning\n\n*A calm bay at sunrise*\n\nThe tide is **low**.\n\n> Ishmael: Call me Ishmael.\n\n---\n\n- Salt\n- Wind\n\n```\ncode\n```\n',
      undefined,
      facts,
    );

    expect(film.title).toBe('The Sea');
    expect(film.scenes).toMatchObject([
      {
        heading: 'Morning',
        action: 'A calm bay at sunrise',
        lines: [{ text: 'The tide is low.' }, { speaker: 'Ishmael', text: 'Call me Ishmael.' }],
        picturePrompt: 'Morning. A calm bay at sunrise',
      },
      { lines: [{ text: 'Salt' }, { text: 'Wind' }] },
    ]);
    expect(warnings).toMatchObject([{ code: 'script.partlyRead' }]);
  });
});

describe('prose', () => {
  it('is said, its short paragraphs together, the first line as the title', () => {
    const { title, scenes } = read(
      'The Walk\n\nWe left at noon.\n\nIt was warm: too warm.\n\nAnna: Wait for me!\nPeter Miller: Why?',
    );

    expect(title).toBe('The Walk');
    expect(scenes.map(({ lines }) => lines)).toEqual([
      [
        { text: 'We left at noon.' },
        { text: 'It was warm: too warm.' },
        { speaker: 'Anna', text: 'Wait for me!' },
        { speaker: 'Peter Miller', text: 'Why?' },
      ],
    ]);
  });

  it('has the place as its title where it begins with a scene', () => {
    expect(read('EXT. FOREST - DAY\n\nTrees.').title).toBe('Forest');
  });

  it('is parted at sentences where too much would be said over one picture, and every word is said once, in order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.lorem({ mode: 'sentences', maxCount: 12 }), { minLength: 1, maxLength: 12 }),
        (paragraphs) => {
          const { scenes } = read(`Once upon a time.\n\n${paragraphs.join('\n\n')}`, 'prose');
          const said = scenes.flatMap(({ lines }) => lines.map(({ text }) => text)).join(' ');
          expect(said.split(/\s+/)).toEqual(`Once upon a time. ${paragraphs.join(' ')}`.split(/\s+/));
          for (const { lines } of scenes)
            expect(lines.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(450);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('scenes as JSON', () => {
  it('keep what they say, and are given what they do not', () => {
    const { scenes } = read(
      JSON.stringify({
        scenes: [{ id: 'a', narration: 'Hello.', seed: 5, picturePrompt: 'A field' }, { action: 'Rain' }],
      }),
    );

    expect(scenes).toMatchObject([
      { id: 'a', lines: [{ text: 'Hello.' }], seed: 5, picturePrompt: 'A field' },
      { id: 'scene-1', action: 'Rain', picturePrompt: 'Rain' },
    ]);
  });

  it('are what they were when they are read again', () => {
    const film = read(fountain);

    expect(read(JSON.stringify(film))).toEqual(film);
  });

  it.each([
    ['{"scenes": [', 'It is no JSON'],
    ['{"scenes": []}', '/scenes: '],
    ['{"scenes": [{"id": "a b"}]}', '/scenes/0/id: '],
    ['{"scenes": [{"script": "ignore me"}]}', 'script'],
  ])('are refused with where they are wrong: %s', (script, words) => {
    expect(() => read(script, 'json')).toThrow(words);
  });
});

describe('the seed of a scene', () => {
  it('follows from its prompt and the seed of the film: what stays the same makes the same picture', () => {
    const before = read('# T\n\n## A\n\nOne.\n\n## B\n\nTwo.');
    const after = read('# T\n\n## New\n\nZero.\n\n## A\n\nOne.\n\n## B\n\nTwo.');

    expect(after.scenes.slice(1).map(({ seed }) => seed)).toEqual(before.scenes.map(({ seed }) => seed));
    const other = readByRules('## A\n\nOne.', 'markdown', { ...facts, seed: 2 }).film;
    expect(other.scenes[0]!.seed).not.toBe(before.scenes[0]!.seed);
  });
});

describe('a script that is too much, or nothing', () => {
  const bombs: [string, string, string, 'fountain' | 'markdown' | undefined][] = [
    ['empty', ' \n\n ', 'script.empty', undefined],
    ['only notes', '[[nothing]]\n\nCUT TO:', 'script.empty', 'fountain'],
    ['10,000 scenes', 'INT. ROOM - DAY\n\nA chair.\n\n'.repeat(10_000), 'script.tooManyScenes', undefined],
    ['10,000 scenes as JSON', JSON.stringify(Array(10_000).fill({ action: 'x' })), 'script.tooManyScenes', undefined],
    ['one scene of 1 MB', `INT. ROOM - DAY\n\nANNA\n${'word '.repeat(210_000)}`, 'script.tooLong', undefined],
    ['one word of 1 MB', 'x'.repeat(1_048_576), 'script.tooLong', undefined],
    ['nested Markdown', '> '.repeat(10_000), 'script.unreadable', 'markdown'],
  ];

  it.each(bombs)('is refused: %s', (_name, script, code, format) => {
    expect(() => read(script, format)).toThrow(expect.objectContaining({ code }));
  });

  it.each([
    ['cues', 'ANNA\nHi.\n\n', 'script.tooLong'],
    ['forced headings', '.A\n\nRain.\n\n', 'script.tooManyScenes'],
    ['comments without an end', '/* ', 'script.tooLong'],
    ['spaces', '    ', 'script.empty'],
    ['transitions', '> FADE\n\n', 'script.empty'],
  ])('is refused within seconds, of however many %s', (_name, block, code) => {
    const start = performance.now();

    expect(() => read(block.repeat(20_000), 'fountain')).toThrow(expect.objectContaining({ code }));
    expect(performance.now() - start).toBeLessThan(5_000);
  });

  it('may be as long as an hour, in as many scenes as a film may have', () => {
    const { scenes } = read('A sentence that says this and that. '.repeat(1_350));

    expect(scenes.length).toBeGreaterThan(100);
    expect(scenes.length).toBeLessThanOrEqual(maxScenes);
  });
});
