import type { SlotsRun } from './measure-slots.ts';
import { fastest, overheadSection, profileSection, slotsSection } from './video-figures.ts';

const none = { read: 0, written: 0, toDisk: 0 };

const oursOf = (slots: number, seconds: number): SlotsRun => ({
  slots,
  seconds,
  firstSubtitlesSeconds: 9,
  chunks: [],
  stages: new Map([
    ['probe', 1],
    ['chunks: transcribe', seconds - 4],
  ]),
  workerCpuSeconds: seconds,
  ownCpuSeconds: 2,
  controlCpuSeconds: 1,
  copies: { uploadBytes: 1, gateway: none, worker: none, storedBytes: 0 },
});
const bareOf = (seconds: number) => ({ seconds, cpuSeconds: seconds, stages: new Map([['chunks: transcribe', 198]]) });
const pairs = [
  { ours: oursOf(1, 230), bare: bareOf(200) },
  { ours: oursOf(1, 204), bare: bareOf(210) },
];
const facts = { mediaSeconds: 600, cores: 2 };

const valueOf = (section: ReturnType<typeof slotsSection>, name: string, unit: string) =>
  section.figures.find((figure) => figure.name === name && figure.unit === unit)?.ours;

describe('the figures of a video', () => {
  it('take the fastest round of each side', () => {
    expect(fastest([{ seconds: 3 }, { seconds: 1 }, { seconds: 2 }])).toEqual({ seconds: 1 });
  });

  it('count what the pipeline takes beyond its tools', () => {
    const section = overheadSection(pairs);

    expect(valueOf(section, 'Overhead', 's')).toBe(4);
    expect(valueOf(section, 'Overhead', '%')).toBe(2);
    expect(valueOf(section, 'Overhead of each round: 30.0, -6.0 s; mean', 's')).toBe(12);
    expect(section.figures).toContainEqual({ name: 'All but the transcription', unit: 's', ours: 4, peer: 2 });
  });

  it('share the speed-up among the cores that slots can use', () => {
    const section = slotsSection(pairs, [oursOf(2, 125), oursOf(4, 100)], facts);

    expect(valueOf(section, '2 slots: times as fast as the bare commands', '×')).toBe(1.6);
    expect(valueOf(section, '2 slots: the same for each core in use', '%')).toBe(80);
    expect(valueOf(section, '4 slots: the same for each core in use', '%')).toBe(100);
  });

  it('lay each stage beside the same of the bare commands', () => {
    const { figures } = profileSection(pairs, facts);

    expect(figures.map(({ name, ours, peer }) => [name, ours, peer])).toEqual([
      ['probe (0.5 %)', 1, undefined],
      ['chunks: transcribe (98.0 %)', 200, 198],
    ]);
    expect(figures[1]?.realTime).toBeCloseTo(1 / 3);
  });
});
