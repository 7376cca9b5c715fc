import { amountsOf, guessedAmounts, plannedSeconds, sceneSeconds } from './film-estimate.js';

const scene = { id: 'a', heading: '', action: '', lines: [], picturePrompt: 'x', seed: 1 };
const saying = (text: string) => ({ ...scene, lines: [{ text }] });

describe('how long a film plays, about', () => {
  it('goes by what is said, and by how much a character is', () => {
    expect(sceneSeconds(saying('x'.repeat(150)))).toBe(11);
    expect(sceneSeconds(saying('字'.repeat(150)), 'ja')).toBe(31);
  });

  it('shows a scene for two seconds at least, and for as long as it was told to', () => {
    expect(sceneSeconds(scene)).toBe(2);
    expect(sceneSeconds({ ...saying('Yes'), durationSeconds: 20 })).toBe(20);
  });

  it('gives time to read what is only to be seen, up to a point', () => {
    const reading = (characters: number) => sceneSeconds({ ...scene, action: 'x'.repeat(characters) });

    expect([10, 75, 5_000].map(reading)).toEqual([3, 5, 8]);
  });

  it('counts cards, and transitions once each', () => {
    const amounts = amountsOf({ scenes: [scene, { ...scene, id: 'b' }] });

    expect(plannedSeconds(amounts)).toBe(4);
    expect(plannedSeconds(amounts, { titleCard: true, endCard: true, transitionSeconds: 0.5 })).toBe(4 + 5.5 + 2.5);
  });

  it('is guessed of a script that is not yet in scenes', () => {
    expect(plannedSeconds(guessedAmounts(700))).toBeCloseTo(700 / 15 + 2);
    expect(plannedSeconds(guessedAmounts(700), { language: 'zh-CN' })).toBe(142);
  });
});
