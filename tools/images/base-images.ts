import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { debianMirror, type DockerEngine } from './docker-engine.ts';
import { runToEnd } from './run-to-end.ts';

const registry = 'https://registry-1.docker.io/v2/';
const npmVersion = '11.19.1';
const local = { DEBIAN_IMAGE: 'polyspool-base/debian:bookworm', NODE_IMAGE: 'polyspool-base/node:24-bookworm' };

/**
 * The arguments by which the Dockerfile finds what images begin with: those that it names itself, or where no registry is
 * reached the same made here, of Debian's packages and the Node of our package.json.
 */
export async function baseImages(docker: DockerEngine, root: string): Promise<string[]> {
  if (await answers(registry)) return [];
  const has = (image: string) =>
    docker.run(['image', 'inspect', image]).then(
      () => true,
      () => false,
    );
  if (!(await has(local.DEBIAN_IMAGE))) await makeDebian(docker);
  if (!(await has(local.NODE_IMAGE))) await makeNode(docker, root);
  return Object.entries(local).flatMap(([name, image]) => ['--build-arg', `${name}=${image}`]);
}

const answers = (url: string) =>
  fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
    ({ status }) => status < 500 && status !== 403,
    () => false,
  );

/** As the official image: nothing to be read by people, and no waiting for the disk after each file. */
const slim = [
  'force-unsafe-io',
  ...['doc', 'man', 'info', 'locale'].map((what) => `path-exclude=/usr/share/${what}/*`),
].map((option) => `--dpkgopt=${option}`);

async function makeDebian(docker: DockerEngine) {
  console.log(`No registry: making ${local.DEBIAN_IMAGE} of Debian's packages ...`);
  await inFolder(async (folder) => {
    const archive = join(folder, 'debian.tar');
    await runToEnd('mmdebstrap', ['--quiet', '--variant=minbase', ...slim, 'bookworm', archive, debianMirror()]);
    await docker.run(['import', archive, local.DEBIAN_IMAGE]);
  });
}

async function makeNode(docker: DockerEngine, root: string) {
  console.log(`Making ${local.NODE_IMAGE} ...`);
  const name = `node-linux-${process.arch}`;
  await inFolder(async (folder) => {
    await runToEnd('npm', ['pack', '--silent', `npm@${npmVersion}`], { cwd: folder });
    mkdirSync(join(folder, 'npm'));
    await runToEnd('tar', ['-xzf', `npm-${npmVersion}.tgz`, '-C', 'npm', '--strip-components=1'], { cwd: folder });
    cpSync(join(root, 'node_modules', name, 'bin/node'), join(folder, 'node'));
    writeFileSync(
      join(folder, 'Dockerfile'),
      `FROM ${local.DEBIAN_IMAGE}
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx
`,
    );
    await docker.run(['buildx', 'build', '--network=host', '--tag', local.NODE_IMAGE, folder]);
  });
}

async function inFolder(work: (folder: string) => Promise<void>) {
  const folder = mkdtempSync(join(tmpdir(), 'polyspool-base-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What npm needs to reach its registry from a build, where the machine needs it: it stays out of the layers. */
export function buildSecrets(home: string): string[] {
  const given = { certificates: process.env.NODE_EXTRA_CA_CERTS, npmrc: join(home, '.npmrc') };
  return Object.entries(given).flatMap(([id, path]) =>
    path && existsSync(path) && readFileSync(path).length ? ['--secret', `id=${id},src=${path}`] : [],
  );
}
