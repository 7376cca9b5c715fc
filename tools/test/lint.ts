// `node tools/test/lint.ts`: every project by ESLint, in two processes. The types of a lib are read by both, and not anew for each project.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const root = join(import.meta.dirname, '../..');
/** About the same work each. */
const shares = [['apps'], ['libs', 'tools']];

await makeGraph();
await expectWalls();
const codes = await Promise.all(shares.map(lint));
process.exit(Math.max(...codes));

/** Nx keeps what it knows of the projects where the rule about imports reads it. */
async function makeGraph() {
  const { said, code } = await outcomeOf('nx', ['show', 'projects']);
  if (code !== 0) throw new Error(`Nx does not know the projects.\n${said}`);
}

/** Where the rule finds no graph it passes everything: what it has to refuse shows that it is awake. */
async function expectWalls() {
  const asked = ['--stdin', '--stdin-filename', 'libs/contracts/src/video.ts', '--format', 'json'];
  const { said } = await outcomeOf('eslint', asked, `import '@polyspool/jobs/job-host';\n`);
  if (!said.includes('"ruleId":"@nx/enforce-module-boundaries"'))
    throw new Error(`A contract may import a queue: @nx/enforce-module-boundaries does not see the projects.\n${said}`);
}

async function lint(folders: readonly string[]) {
  const { said, code } = await outcomeOf('eslint', folders);
  process.stdout.write(said);
  return code;
}

async function outcomeOf(program: 'nx' | 'eslint', args: readonly string[], input = '') {
  const path = join(root, 'node_modules/.bin', program);
  const child = spawn(path, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(input);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close') as Promise<[number | null]>]);
  return { said, code: code ?? 1 };
}
