import { processTable } from './process-table.js';
import { runProgram } from './run-program.js';

/** In a Node process of its own, which has no descriptor left. */
const starved = `
  const { openSync, closeSync } = await import('node:fs');
  const { processTable } = await import(${JSON.stringify(new URL('./process-table.ts', import.meta.url).href)});
  const held = [];
  try { for (;;) held.push(openSync('/dev/null')); } catch {}
  const rows = processTable().length;
  held.forEach((one) => closeSync(one));
  console.log(rows, processTable().length > 0);`;

describe('the process table', () => {
  it('has this process', () => {
    expect(processTable()).toContainEqual(expect.objectContaining({ pid: process.pid }));
  });

  it('is empty where nothing can be read, and ends nobody', async () => {
    const flags = ['--experimental-transform-types', '--input-type=module', '-e', starved];
    const args = ['-c', 'ulimit -n 64; exec "$0" "$@"', process.execPath, ...flags];

    const { stdout } = await runProgram({ command: 'sh', args });

    expect(stdout).toBe('0 true\n');
  });
});
