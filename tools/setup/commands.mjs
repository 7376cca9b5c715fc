import { spawn, spawnSync } from 'child_process';
import { existsSync } from 'fs';
import { join } from 'path';
import { provideSystemPackages } from './apt.mjs';
import { machinePath, root } from './machine.mjs';
import { installNpmPackages, npmPackagesAreMissing } from './npm-packages.mjs';

const scripts = {
  start: 'tools/start/start.ts',
  demo: 'tools/demo/demo.ts',
  test: 'tools/test/test.ts',
  bench: 'tools/bench/bench.ts',
  faults: 'tools/faults/faults.ts',
  fuzz: 'tools/fuzz/fuzz.ts',
  doctor: 'tools/doctor/doctor.mjs',
  models: 'tools/models/models.ts',
  restore: 'tools/restore/restore.ts',
  images: 'tools/images/images.ts',
  k8s: 'tools/k8s/k8s.ts',
  secrets: 'tools/images/compose-secrets.ts',
  simulate: 'tools/simulate/simulate.ts',
};

export async function runCommand(command, flags) {
  try {
    const script = scripts[command];
    if (!script || !existsSync(join(root, script))) {
      throw new Error(`There is no command '${command}'. There are: ${Object.keys(scripts).join(', ')}.`);
    }
    if (command !== 'doctor') await provide(command, flags);
    handOver(
      script,
      flags.filter((flag) => flag !== '--yes'),
    );
  } catch (error) {
    console.error(`\n${error.message}`);
    process.exitCode = error.exitCode || 1;
  }
}

async function provide(command, flags) {
  if (npmPackagesAreMissing(root)) installNpmPackages(root, machinePath);
  if (command === 'models') return; // it needs Node alone
  await provideSystemPackages(command, flags.includes('--yes'));
  if (command !== 'test') build(needsContractsOnly(command, flags) ? ['--projects=@polyspool/contracts'] : []);
}

/** To check manifests, all that was built is asked what it takes. */
const needsContractsOnly = (command, flags) =>
  command === 'secrets' || (command === 'k8s' && ['write', 'secrets', 'restore'].includes(flags[0]));

/** Nx knows what has not changed: a second run costs two seconds. */
function build(projects) {
  const args = ['run-many', '-t', 'build', ...projects, '--outputStyle=static', '--skipSync'];
  const env = { ...process.env, NX_DAEMON: 'false', PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
  const { status, stdout, stderr } = spawnSync('nx', args, { cwd: root, env, encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status === 0) return;
  throw new Error(`${stdout}${stderr}\nThe build failed.`);
}

/** Runs the command on the pinned Node 24 and ends as it ends. */
function handOver(script, flags) {
  const pinned = join(root, 'node_modules/.bin/node');
  const node = existsSync(pinned) ? pinned : process.execPath;
  // The channel tells the command when this process is gone, however it went.
  const child = spawn(node, [join(root, script), ...flags], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.once('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
}
