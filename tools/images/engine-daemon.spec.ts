import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '../faults/until.ts';
import { EngineDaemon } from './engine-daemon.ts';

/** In place of dockerd: writes down its number, and does nothing. */
const daemon = (pidFile: string) => `#!/bin/sh\necho $$ > ${pidFile}\nwhile :; do sleep 0.1; done\n`;

describe('the daemon of an engine of our own', () => {
  let home: string;
  let pidFile: string;
  const started: EngineDaemon[] = [];

  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'engine-daemon-spec-'));
    pidFile = join(home, 'docker.pid');
    mkdirSync(join(home, 'bin'));
    writeFileSync(join(home, 'bin/dockerd'), daemon(pidFile), { mode: 0o755 });
  });
  afterEach(async () => {
    for (const one of started.splice(0)) await one.stop();
    rmSync(home, { recursive: true });
  });

  const start = async () => {
    const one = await EngineDaemon.start(home, { PATH: `${join(home, 'bin')}:${process.env.PATH}` });
    started.push(one);
    await until('it has written its number', () => existsSync(pidFile) && numberIn(pidFile) > 0);
    return one;
  };

  it('ends one that an earlier run has left behind', async () => {
    const leftover = await start();

    const next = await start();

    await until('the first is gone', () => leftover.isGone);
    expect(next.isGone).toBe(false);
  });

  it('believes no number that belongs to something else by now', async () => {
    writeFileSync(pidFile, String(process.pid));

    const one = await start();

    expect([one.isGone, numberIn(pidFile) === process.pid]).toEqual([false, false]);
  });

  it('is gone, too, when a signal has ended it: nobody waits for it then', async () => {
    const one = await start();
    process.kill(numberIn(pidFile), 'SIGKILL');
    await until('it is gone', () => one.isGone);

    await one.stop();
  });
});

const numberIn = (path: string) => Number(readFileSync(path, 'utf8'));
