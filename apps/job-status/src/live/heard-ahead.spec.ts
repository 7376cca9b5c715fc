import type { JobEvent } from '@polyspool/contracts/job-status';
import type { Follower } from './follower.js';
import { HeardAhead } from './heard-ahead.js';

const event = (jobId: string, seq: number) => ({ jobId, seq }) as JobEvent;
const follower = (isOpen = true) => ({ isOpen }) as Follower;

describe('who has heard more than the rooms', () => {
  it('is not told that again, by whichever room and in whatever order', () => {
    const [ahead, level] = [follower(), follower()];
    const heard = new HeardAhead();
    heard.note(ahead, new Map([['a', 3]]));
    heard.note(level, new Map([['a', 1]]));

    expect([...heard.of(event('b', 1))]).toEqual([]);
    for (const seq of [3, 2, 3]) expect(heard.of(event('a', seq))).toEqual(new Set([ahead]));
    expect(heard.of(event('a', 4))).toEqual(new Set());
  });

  it('is forgotten when gone, or after a while', () => {
    const [here, gone] = [follower(), follower(false)];
    const heard = new HeardAhead();
    for (const one of [here, gone]) heard.note(one, new Map([['a', 3]]));

    heard.forget(60_000);
    expect(heard.of(event('a', 2))).toEqual(new Set([here]));
    heard.forget(0);
    expect(heard.of(event('a', 2))).toEqual(new Set());
  });
});
