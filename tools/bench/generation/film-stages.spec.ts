import { busySeconds, filmStages, idleSeconds, keptOf, processesOf } from './film-stages.ts';

const part = (type: string, startedAt: number, finishedAt: number, reusedSteps = 0) => ({
  ...{ type, startedAt, finishedAt, reusedSteps },
  workers: [finishedAt > 9_000 ? 'second' : 'first'],
});
const film = {
  id: 'film',
  frames: 500,
  submittedAt: 800,
  root: part('generation.fullVideo', 1_000, 12_000),
  parts: [
    part('script.parse', 1_100, 1_500),
    part('generation.image', 1_700, 4_000, 1),
    part('generation.image', 4_000, 6_000),
    part('generation.audio', 1_700, 3_000, 2),
    part('generation.audio', 3_000, 4_000, 1),
    part('generation.animate', 6_500, 9_000),
    part('generation.compose', 9_000, 11_500, 7),
  ],
};

describe('the stages of a film', () => {
  it('add up to all of its time', () => {
    const stages = filmStages(film);

    expect(Object.fromEntries(stages)).toEqual({
      'submit to start': 0.2,
      parse: 0.5,
      'pictures and narration': 4.5,
      animate: 3,
      compose: 2.5,
      publish: 0.5,
    });
    expect([...stages.values()].reduce((sum, one) => sum + one)).toBeCloseTo(11.2);
  });

  it('are none where nothing had to be read', () => {
    expect(filmStages({ ...film, parts: film.parts.slice(1) }).get('parse')).toBe(0);
  });

  it('hold what the jobs of a kind took', () => {
    expect(busySeconds(film, 'generation.image')).toBe(4.3);
    expect(busySeconds(film, 'generation.audio')).toBe(2.3);
  });

  it('leave time in which nobody works', () => {
    expect(idleSeconds(film)).toBeCloseTo(0.1 + 0.2 + 0.5 + 0.5);
  });

  it('were worked on by one process after the other', () => {
    expect(processesOf(film)).toBe(2);
  });

  it('count what was kept whole', () => {
    expect(keptOf(film)).toEqual({ pictures: 1, narrations: 1, clips: 0, pieces: 7 });
  });
});
