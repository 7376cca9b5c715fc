import { stageTimes } from './stage-times.ts';

const input = {};
const root = {
  id: 'root',
  input,
  startedAt: 1_000,
  finishedAt: 20_000,
  events: [
    { at: 900 },
    { at: 1_100, step: 'probe' },
    { at: 1_600, step: 'audio' },
    { at: 3_000 },
    { at: 4_000, step: 'chunks' },
    { at: 19_500, step: 'write' },
  ],
};
const chunk = (id: string, startedAt: number) => ({
  id,
  input,
  startedAt,
  finishedAt: startedAt + 7_000,
  events: [
    { at: startedAt + 100, step: 'audio' },
    { at: startedAt + 500, step: 'transcribe' },
    { at: startedAt + 3_000, step: 'transcribe' },
    { at: startedAt + 6_800, step: 'write' },
  ],
});

describe('the stages of a job', () => {
  it('add up to all of its time where one chunk follows the other', () => {
    const children = [chunk('a', 4_250), chunk('b', 11_500)];

    const stages = stageTimes({ submittedAt: 800, root, children }, 1);

    expect(Object.fromEntries(stages)).toEqual({
      'submit to start': 0.2,
      start: 0.1,
      probe: 0.5,
      audio: 2.4,
      'hand out chunks': 0.25,
      'chunks: start': 0.2,
      'chunks: audio': 0.8,
      'chunks: transcribe': 12.6,
      'chunks: write': 0.4,
      'slots without a chunk': 0.25,
      'join and write': 1.5,
    });
    expect([...stages.values()].reduce((sum, seconds) => sum + seconds, 0)).toBeCloseTo(19.2);
  });

  it('count the slots that have no chunk', () => {
    const children = [chunk('a', 4_000), chunk('b', 6_000)];

    const stages = stageTimes({ submittedAt: 1_000, root, children }, 2);

    expect(stages.get('slots without a chunk')).toBe(4);
  });

  it('are there where nobody spoke', () => {
    const stages = stageTimes({ submittedAt: 1_000, root, children: [] }, 4);

    expect(stages.get('slots without a chunk')).toBe(0);
    expect(stages.get('hand out chunks')).toBe(15.5);
  });
});
