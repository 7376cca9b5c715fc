import { framesOfClip, framesOfScene, placeBareClips } from './bare-plan.ts';

describe('the plan of the bare commands', () => {
  it('gives a scene the time of its narration, of its wish, or two seconds', () => {
    expect(framesOfScene(3.4)).toBe(110 + 26);
    expect(framesOfScene(3.4, 6)).toBe(150 + 26);
    expect(framesOfScene(0.2)).toBe(50 + 26);
  });

  it('counts whole frames', () => {
    expect(framesOfClip(2.5)).toBe(63 + 26);
  });

  it('lets each clip begin while the one before it fades', () => {
    expect(placeBareClips([100, 80, 90])).toEqual({ starts: [0, 87, 154], total: 244 });
  });
});
