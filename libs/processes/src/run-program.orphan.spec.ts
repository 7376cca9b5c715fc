import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { startNode } from './testing-node.js';

const victim = (from: (file: string) => string) => `
  const { runProgram } = await import(${from('run-program.ts')});
  const script = 'trap "" TERM; sleep 60 & echo $!; echo $$; echo ready; wait';
  await runProgram({ command: 'sh', args: ['-c', script], onLine: (line) => console.log(line) });`;

const isGone = (pid: string) => !existsSync(`/proc/${pid}/exe`);

async function allGone(pids: string[]) {
  const deadline = Date.now() + 5000;
  while (!pids.every(isGone) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  return pids.every(isGone);
}

async function startVictim(asUser?: number) {
  const node = startNode(victim, asUser);
  const pids: string[] = [];
  for await (const line of createInterface({ input: node.stdout })) {
    if (line === 'ready') break;
    pids.push(line);
  }
  return { node, pids };
}

describe('a Node process that is killed', () => {
  const users = process.getuid?.() === 0 ? [undefined, 65534] : [undefined];

  it.each(users)('takes its programs and their children with it (user %s)', async (user) => {
    const { node, pids } = await startVictim(user);
    expect(pids.map(isGone)).toEqual([false, false]);

    node.kill('SIGKILL');
    await once(node, 'exit');

    expect(await allGone(pids)).toBe(true);
  });
});
