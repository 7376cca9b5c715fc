import { once } from 'node:events';
import { ProcessGroup } from './process-group.js';

const env = { PATH: '/usr/bin:/bin' };

describe('ProcessGroup', () => {
  it('gives a program what to read bit by bit, where it is told to', async () => {
    const group = new ProcessGroup(['cat'], { env, keepsStdinOpen: true });

    for (const text of ['one', 'two']) {
      group.stdin?.write(text);
      expect(String((await once(group.stdout!, 'data'))[0])).toBe(text);
    }

    group.stdin?.end();
    expect(await group.ended).toEqual({ code: 0, signal: null });
  });

  it('has nothing to write to where nothing is to be read', async () => {
    const group = new ProcessGroup(['cat'], { env });

    expect(group.stdin).toBeNull();
    expect(await group.ended).toEqual({ code: 0, signal: null });
  });
});
