// `npm run k8s` checks all manifests, `npm run k8s -- write` writes those that are made from the contracts, `npm run k8s -- restore <overlay>`
// says what restores the database of an overlay that does not run.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkManifests } from './check-manifests.ts';
import { makeLocalSecrets } from './local-secrets.ts';
import { kubectlPath } from './kubectl.ts';
import { manifests } from './manifests.ts';
import { render } from './render.ts';
import { forRestore } from './restore-job.ts';

const root = join(import.meta.dirname, '../..');
const commands: Readonly<Record<string, () => unknown>> = { check, write, secrets, restore };
const name = process.argv[2] ?? 'check';
const command = commands[name];
if (!command) throw new Error(`k8s knows ${Object.keys(commands).join(', ')}, but not ${name}`);
await command();

async function check() {
  const { lines, faults } = await checkManifests(root);
  for (const line of lines) console.log(line);
  for (const fault of faults) console.error(fault);
  console.log(faults.length ? `Faults: ${faults.length}` : 'All is as it should be');
  process.exitCode = faults.length ? 1 : 0;
}

function write() {
  for (const [path, text] of manifests(root)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

/** For the local overlay: made once, and kept. */
function secrets() {
  makeLocalSecrets(join(root, 'k8s/overlays/local/secrets'));
}

async function restore() {
  const folder = process.argv[3] ?? 'k8s/overlays/production';
  const items = forRestore(render(await kubectlPath(root), join(root, folder)));
  console.log(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2));
}
