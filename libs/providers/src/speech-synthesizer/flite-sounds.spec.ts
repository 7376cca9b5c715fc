import { fliteTimes } from './flite-sounds.js';

/** As flite 2.2 prints it. */
const timed = `pau:0.100 hh:0.200 ax:0.300 l:0.400 ow:0.500 pau:0.600
pau:0.100 dh:0.200 ih:0.300 s:0.400 ih:0.500 z:0.600 pau:0.800

`;
const alone = 'pau hh ax l ow pau\npau dh ih s pau\npau ih z pau\n';

describe('fliteTimes', () => {
  it('puts utterances one after the other, within the sound', () => {
    expect(fliteTimes(['Hello.', 'This', 'is'], { timed, alone, seconds: 0.7 })).toEqual([
      { text: 'Hello.', startSeconds: 0.05, endSeconds: 0.25 },
      { text: 'This', startSeconds: expect.closeTo(0.35), endSeconds: expect.closeTo(0.5) },
      { text: 'is', startSeconds: expect.closeTo(0.5), endSeconds: expect.closeTo(0.6) },
    ]);
  });

  it('tells nothing where it cannot tell the units apart', () => {
    expect(fliteTimes(['Hello.', 'This'], { timed, alone, seconds: 0.7 })).toBeUndefined();
  });

  it('leaves out what is not said', () => {
    const output = { timed: 'pau:0.1 hh:0.2 ax:0.3 pau:0.4', alone: 'pau hh ax pau\npau pau', seconds: 0.4 };

    expect(fliteTimes(['Hu', '~'], output)).toEqual([{ text: 'Hu', startSeconds: 0.1, endSeconds: 0.3 }]);
  });
});
