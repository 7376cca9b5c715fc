import { createLogger } from '@polyspool/service/logger';
import { eventually } from '@polyspool/service/testing/eventually';
import type { CostKeeper } from './cost-keeper.js';
import { LookRounds } from './look-rounds.js';

describe('the rounds of looks', () => {
  it('say whether the last one failed, and end when told', async () => {
    let looks = 0;
    let isAway = true;
    const look = async () => {
      looks++;
      if (isAway) throw new Error('away');
    };
    const log = await createLogger({
      name: 'scale-guard',
      LOG_LEVEL: 'silent',
      LOG_FORMAT: 'json',
      LOG_FILE: undefined,
    });
    const rounds = new LookRounds({ look } as unknown as CostKeeper, { everyMs: 1 }, log);

    rounds.onApplicationBootstrap();
    await eventually(() => expect(looks).toBeGreaterThan(2));
    expect(() => rounds.throwLastFailure()).toThrow('away');
    isAway = false;
    await eventually(() => rounds.throwLastFailure());
    await rounds.onApplicationShutdown();
    const last = looks;
    await new Promise((later) => setImmediate(later));

    expect(looks).toBe(last);
  });
});
