// `npm run images`: builds the image of every service, starts them with docker/compose.yaml, shows the demo on them, and says
// how large they are, how soon they are there and what they need. `--build` only builds; names of apps build these alone. `--built`
// takes what this machine has built already, in place of building it once more in a container: quicker, and for trying only.
import { homedir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findServices } from '../start/find-services.ts';
import { onStopSignals } from '../start/stop-signals.ts';
import { baseImages, buildSecrets } from './base-images.ts';
import { builtHere } from './built-here.ts';
import { Composition } from './composition.ts';
import { DockerEngine } from './docker-engine.ts';
import { printTable, measureServices } from './measure-services.ts';
import { runToEnd } from './run-to-end.ts';

const root = join(import.meta.dirname, '../..');
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    build: { type: 'boolean', default: false },
    built: { type: 'boolean', default: false },
    tag: { type: 'string', default: '0.1.0' },
  },
});

const services = findServices(root).map(({ name }) => name);
/** `scale-guard` has an image and no start script: it is of use in a cluster only. */
const apps = positionals.length ? positionals : [...services, 'scale-guard'];
const docker = await DockerEngine.provide();
const base = await baseImages(docker, root);
const built = values.built ? builtHere(root) : [];
const composition = new Composition({ docker, root, tag: values.tag, hasRegistry: base.length === 0 });
onStopSignals({ stop: end, kill: () => undefined });

try {
  for (const app of apps) await build(app);
  if (values.build || positionals.length) printTable(await measureServices(docker, { apps, tag: values.tag }));
  else await tryThem();
} catch (error) {
  console.error(`\n${(error as Error).message}`);
  process.exitCode = 1;
} finally {
  await end();
}
// The channel to whoever started this would keep it.
process.exit();

async function build(app: string) {
  const startedAt = performance.now();
  const revision = await runToEnd('git', ['rev-parse', 'HEAD'], { cwd: root }).catch(() => 'unknown');
  const facts = { APP: app, VERSION: values.tag, REVISION: revision.trim() };
  const args = Object.entries(facts).flatMap(([name, value]) => ['--build-arg', `${name}=${value}`]);
  const place = ['--file', 'docker/Dockerfile', '--tag', `polyspool/${app}:${values.tag}`, '.'];
  await docker.run(
    ['buildx', 'build', '--network=host', ...base, ...buildSecrets(homedir()), ...built, ...args, ...place],
    {
      cwd: root,
    },
  );
  console.log(`${app.padEnd(20)} built in ${Math.round((performance.now() - startedAt) / 1_000)} s`);
}

async function tryThem() {
  if (base.length) await composition.makeStandIns(base, buildSecrets(homedir()));
  const key = await composition.start(services);
  const containers = await composition.containers();
  const idle = await measureServices(docker, { apps, tag: values.tag, containers });
  await runToEnd(process.execPath, ['tools/demo/demo.ts', '--url', composition.gatewayUrl, '--key', key], {
    cwd: root,
    isShown: true,
  });
  await composition.check();
  const busy = await measureServices(docker, { apps, tag: values.tag, containers });
  printTable(idle, busy);
}

async function end() {
  await composition.stop().catch((error: Error) => console.error(error.message));
  await docker.stop();
}
