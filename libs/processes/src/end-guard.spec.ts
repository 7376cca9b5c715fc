import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { startNode } from './testing-node.js';

/** Says a line for each that it has read, when it has done what that says. */
const watcher = (from: (file: string) => string) => `
  const { endGuard } = await import(${from('end-guard.ts')});
  const { createInterface } = await import('node:readline');
  const watched = new Map();
  for await (const line of createInterface({ input: process.stdin })) {
    const [verb, kind, name] = JSON.parse(line);
    if (verb === 'watch') watched.set(name, endGuard.watch(kind, name));
    else watched.get(name)();
    console.log('done');
  }`;

async function watching() {
  const node = startNode(watcher);
  const lines = createInterface({ input: node.stdout })[Symbol.asyncIterator]();
  const say = async (...words: string[]) => {
    node.stdin.write(`${JSON.stringify(words)}\n`);
    expect(await lines.next()).toEqual({ done: false, value: 'done' });
  };
  return { node, say, killed: () => (node.kill('SIGKILL'), once(node, 'exit')) };
}

async function until(isSo: () => boolean) {
  for (const deadline = Date.now() + 5_000; !isSo() && Date.now() < deadline;) await delay(10);
  expect(isSo()).toBe(true);
}

const shellsOf = (pid: number) =>
  readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === String(pid));
const parentOf = (pid: string) => {
  try {
    return / [A-Z] (\d+) /.exec(readFileSync(`/proc/${pid}/stat`, 'latin1'))?.[1];
  } catch {
    return undefined; // it has ended meanwhile
  }
};

describe('the guard of a process that is killed', () => {
  let parent: string;
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'guard spec-'));
  });
  afterEach(() => rmSync(parent, { recursive: true, force: true }));
  const folder = (name: string) => {
    const path = join(parent, name);
    mkdirSync(path);
    return path;
  };

  it('does away with what is watched then, and with nothing else', async () => {
    const { say, killed } = await watching();
    const [left, given, alike] = [folder('a b'), folder('a'), folder('a b c')];
    for (const path of [left, given, alike]) await say('watch', 'folder', path);
    await say('release', 'folder', given);
    await say('release', 'folder', alike);

    await killed();

    await until(() => !existsSync(left));
    expect([given, alike].map(existsSync)).toEqual([true, true]);
  });

  it('has one shell, and another one that knows all when that is killed', async () => {
    const { node, say, killed } = await watching();
    const paths = ['1', '2', '3'].map(folder);
    for (const path of paths) await say('watch', 'folder', path);
    const [shell = '', ...more] = shellsOf(node.pid!);
    expect(more).toEqual([]);

    process.kill(Number(shell), 'SIGKILL');
    await until(() => shellsOf(node.pid!).some((pid) => pid !== shell));
    expect(paths.map(existsSync)).toEqual([true, true, true]);
    await killed();

    await until(() => !paths.some(existsSync));
  });
});
