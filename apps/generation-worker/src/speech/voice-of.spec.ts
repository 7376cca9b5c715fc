import { castOf, needsCasting, voiceOf } from './voice-of.js';

const lines = ['Ann', 'BOB', 'Cem', 'ann', undefined].map((speaker) => ({ ...(speaker !== undefined && { speaker }) }));
const available = ['teller', 'one', 'two', 'three'];

describe('the voices of a film', () => {
  const voicesOf = (of: typeof lines, voices: Record<string, string> = {}) => {
    const cast = castOf(of, { voices, available });
    return new Map(['Ann', 'Bob', 'Cem'].map((speaker) => [speaker, voiceOf({ speaker }, cast)]));
  };

  it('differ from one another and from that of the narrator while there are enough', () => {
    expect([...voicesOf(lines).values()].toSorted()).toEqual(['one', 'three', 'two']);
    expect(voiceOf({}, castOf(lines, { voices: {}, available }))).toBeUndefined();
  });

  it('are given by name, however it is written', () => {
    expect(voicesOf(lines, { bob: 'two', CEM: 'one' })).toEqual(
      new Map([
        ['Ann', 'three'],
        ['Bob', 'two'],
        ['Cem', 'one'],
      ]),
    );
    expect(needsCasting(lines, { ANN: 'one', Bob: 'two', cem: 'three' })).toBe(false);
  });

  it('stay when scenes are moved', () => {
    expect(voicesOf(lines.toReversed())).toEqual(voicesOf(lines));
  });

  it('are shared where there are too few, and are the only one where there is but one', () => {
    const few = castOf(lines, { voices: {}, available: ['teller', 'one'] });

    expect(voiceOf({ speaker: 'Cem' }, few)).toBe('one');
    expect(voiceOf({ speaker: 'Cem' }, castOf(lines, { voices: {}, available: ['teller'] }))).toBeUndefined();
  });
});
