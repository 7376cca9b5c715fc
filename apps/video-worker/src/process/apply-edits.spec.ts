import { applyEdits } from './apply-edits.js';

const line = (startSeconds: number, text: string) => ({
  startSeconds,
  endSeconds: 5,
  text,
  words: [{ text, startSeconds, endSeconds: 5, confidence: 0.4 }],
  confidence: 0.4,
});
const lines = [line(0.5, 'hello'), line(3.217, 'whirled')];

describe('applyEdits', () => {
  it('puts right the line that begins where the edit says, and leaves the others as they are', () => {
    const edited = applyEdits(lines, [{ startSeconds: 3.217, text: 'World!' }]);

    expect(edited[0]).toEqual(lines[0]);
    expect(edited[1]).toEqual({
      startSeconds: 3.217,
      endSeconds: 5,
      text: 'World!',
      words: [{ text: 'World!', startSeconds: 3.217, endSeconds: 5 }],
    });
  });

  it('keeps a translation that a person wrote beside what was heard', () => {
    const [first] = applyEdits(lines, [{ startSeconds: 0.5, translation: 'hola' }]);

    expect(first).toEqual({ ...lines[0], translation: 'hola', translatedBy: 'person' });
  });

  it('heeds the last edit of each kind', () => {
    const edits = [
      { startSeconds: 0.5, text: 'hallo', translation: 'ola' },
      { startSeconds: 0.5, text: 'hullo' },
      { startSeconds: 0.5, translation: 'hola' },
    ];

    expect(applyEdits(lines, edits)[0]).toMatchObject({ text: 'hullo', translation: 'hola' });
  });

  it('changes nothing where no line begins', () => {
    expect(applyEdits(lines, [{ startSeconds: 2, text: 'nothing' }])).toEqual(lines);
    expect(applyEdits(lines, [{ startSeconds: 0.5, text: 'hello' }])[0]).toEqual(lines[0]);
  });
});
