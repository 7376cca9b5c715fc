import { aTranscript } from '../testing/examples.js';
import { editedTranscript, withLine, type LineEdits } from './line-edits.js';

const transcript = aTranscript(['go forward', 'vaya adelante'], ['then stop', 'pues pare']);
const [, stop] = transcript.segments;
const none: LineEdits = new Map();

describe('a corrected line', () => {
  it('says only what has changed', () => {
    const edits = withLine(none, stop!, ' Then stop. ', 'pues pare');

    expect([...edits.values()]).toEqual([{ startSeconds: 4, text: 'Then stop.' }]);
    expect(editedTranscript(transcript, edits).segments.map(({ text }) => text)).toEqual(['go forward', 'Then stop.']);
  });

  it('is none when it is put back', () => {
    const edits = withLine(withLine(none, stop!, 'Then stop.', 'pues pare'), stop!, 'then stop', 'pues pare');

    expect(edits.size).toBe(0);
    expect(editedTranscript(transcript, edits)).toBe(transcript);
  });

  it('cannot be made empty', () => {
    expect(withLine(none, stop!, ' ', '').size).toBe(0);
  });
});
