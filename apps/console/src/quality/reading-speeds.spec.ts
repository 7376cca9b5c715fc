import { aTranscript } from '../testing/examples.js';
import { readingSpeeds } from './reading-speeds.js';

const { segments } = aTranscript(['twelve chars', ''], ['x', ''], ['నమస్తే', '']);

describe('reading speed over a recording', () => {
  it('is that of the fastest line of each stretch', () => {
    expect(readingSpeeds(segments, 1)).toEqual([{ startSeconds: 0, charactersPerSecond: 4 }]);
  });

  it('counts letters as readers do, not their parts', () => {
    expect(readingSpeeds(segments, 11).at(8)?.charactersPerSecond).toBe(1);
  });

  it('is nothing where nothing is said', () => {
    expect(readingSpeeds([], 10)).toEqual([]);
  });
});
