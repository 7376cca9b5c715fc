import { aTranscript } from '../testing/examples.js';
import { lastLine, neighbouringLine } from './neighbouring-line.js';

const { segments } = aTranscript(['one', 'uno'], ['two', 'dos'], ['three', 'tres']);

it.each([
  [5, 1, 'three'],
  [5, -1, 'one'],
  [7.5, -1, 'two'],
  [7.5, 1, 'three'],
  [9, 1, undefined],
  [0, -1, undefined],
] as const)('from %d s in direction %d comes line "%s"', (seconds, direction, text) => {
  expect(neighbouringLine(segments, seconds, direction)?.text).toBe(text);
});

it('repeats in a pause what was said before it', () => {
  expect(lastLine(segments, 3.5)?.text).toBe('one');
  expect(lastLine(segments, 4)?.text).toBe('two');
});
