import { changesSection, fastestPair, recyclingSection, stagesSection, wholeSection } from './generation-figures.ts';
import type { FilmRun } from './film-times.ts';
import type { MeasuredFilm } from './measure-film.ts';

const part = (type: string, startedAt: number, finishedAt: number, reusedSteps = 0) => ({
  ...{ type, startedAt, finishedAt, reusedSteps },
  workers: ['first'],
});
const runOf = (seconds: number, parts: FilmRun['parts'] = []): FilmRun => ({
  ...{ id: 'film', frames: 250, submittedAt: 0 },
  root: part('generation.fullVideo', 0, seconds * 1_000),
  parts,
});
const oursOf = (seconds: number, parts: FilmRun['parts'] = []): MeasuredFilm => ({
  ...{ run: runOf(seconds, parts), seconds, workerCpuSeconds: 30, ownCpuSeconds: 5, otherCpuSeconds: 2 },
});
const film = { title: 'A film', language: 'en', scenes: [] } as const;
const bareOf = (seconds: number) => ({
  ...{ seconds, cpuSeconds: 28, film: { ...film, scenes: [] }, frames: 250 },
  stages: new Map([
    ['images', 4],
    ['audio', 2],
  ] as const),
});
const changed = {
  edited: oursOf(5, [
    part('generation.image', 0, 10, 1),
    part('generation.image', 0, 10, 1),
    part('generation.audio', 0, 10, 2),
    part('generation.audio', 0, 10),
    part('generation.compose', 0, 10, 3),
  ]),
  reordered: oursOf(4),
};

const namesOf = ({ figures }: ReturnType<typeof wholeSection>) => figures.map(({ name }) => name);
const valueOf = ({ figures }: ReturnType<typeof wholeSection>, name: string) =>
  figures.find((figure) => figure.name === name)?.ours;

describe('the figures of a film', () => {
  it('take the fastest round of each side', () => {
    const { ours, bare } = fastestPair([
      { ours: oursOf(22), bare: bareOf(20) },
      { ours: oursOf(24), bare: bareOf(19) },
    ]);

    expect([ours.seconds, bare.seconds]).toEqual([22, 19]);
  });

  it('say how much longer the film takes than the bare commands', () => {
    const section = wholeSection([{ ours: oursOf(22), bare: bareOf(20) }]);

    expect(section.title).toContain('A film of 10.0 s');
    expect(valueOf(section, 'Over the bare commands (each round: 10.0)')).toBe(10);
  });

  it('lay the stage of pictures and narration beside both of the bare commands', () => {
    const parts = [part('generation.image', 1_000, 5_000), part('generation.audio', 1_000, 3_000)];

    const { figures } = stagesSection([{ ours: oursOf(10, parts), bare: bareOf(9) }]);

    expect(figures.map(({ name, ours, peer }) => [name, ours, peer])).toEqual(
      expect.arrayContaining([
        ['pictures and narration (50.0 %)', 5, 6],
        ['  the pictures, each by itself', 4, 4],
        ['  the narrations, each by itself', 2, 2],
        ['publish (50.0 %)', 5, undefined],
        ['No part of it is worked on', 6, undefined],
      ]),
    );
  });

  it('count what a changed film took from the first', () => {
    const section = changesSection([{ ours: oursOf(20), bare: bareOf(18), ...changed }], 2);

    expect(namesOf(section)).toEqual(
      expect.arrayContaining([
        'One text edited: pictures kept (2 of 2)',
        'One text edited: narrations kept (1 of 2)',
        'One text edited: clips kept (0 of 2)',
        'One text edited: cards, transitions kept (3 of 5)',
      ]),
    );
    expect(valueOf(section, 'One text edited: of the time of the first film')).toBe(25);
  });

  it('share the cost of new processes among them', () => {
    const [one, other] = [part('generation.image', 0, 9_000), part('generation.animate', 13_000, 25_000)];
    const recycled = runOf(26, [one, { ...other, workers: ['second'] }]);

    const section = recyclingSection([{ ours: oursOf(20), bare: bareOf(18) }], recycled);

    expect(section.title).toBe('Recycling: 1 more process for one film');
    expect(valueOf(section, 'The same for each process')).toBe(6);
    expect(valueOf(section, 'No part of it is worked on')).toBe(5);
  });
});
