import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** Runs in a Node process of its own, straight from the sources: its hook finds `x.ts` where an import says `x.js`. */
const hook = `
  import { registerHooks } from 'node:module';
  registerHooks({
    resolve(specifier, context, next) {
      const isSource = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
      return next(isSource ? specifier.replace(/\\.js$/, '.ts') : specifier, context);
    },
  });`;

const victim = `
  const { runProgram } = await import(${JSON.stringify(new URL('./run-program.ts', import.meta.url).href)});
  const script = 'trap "" TERM; sleep 60 & echo $!; echo $$; echo ready; wait';
  await runProgram({ command: 'sh', args: ['-c', script], onLine: (line) => console.log(line) });`;

const isGone = (pid: string) => !existsSync(`/proc/${pid}/exe`);

async function allGone(pids: string[]) {
  const deadline = Date.now() + 5000;
  while (!pids.every(isGone) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
  return pids.every(isGone);
}

async function startVictim(asUser?: number) {
  const flags = [
    '--conditions=@polyspool/source',
    '--experimental-transform-types',
    '--disable-warning=ExperimentalWarning',
  ];
  const preload = `data:text/javascript,${encodeURIComponent(hook)}`;
  const node = spawn(process.execPath, [...flags, '--import', preload, '--input-type=module', '-e', victim], {
    uid: asUser,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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
