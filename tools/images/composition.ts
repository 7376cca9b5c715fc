import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DockerEngine } from './docker-engine.ts';
import { makeSecrets } from './make-secrets.ts';

interface CompositionOptions {
  readonly docker: DockerEngine;
  readonly root: string;
  readonly tag: string;
  /** Without one, stand-ins take the place of the stores. */
  readonly hasRegistry: boolean;
}

const project = 'polyspool-images';
const standIns = ['redis', 'postgres', 'storage'];

/** Our services as docker/compose.yaml has them, beside nothing that others run. What they keep ends with them. */
export class Composition {
  readonly gatewayUrl = 'http://127.0.0.1:8000';
  private readonly options: CompositionOptions;
  private isStarted = false;

  constructor(options: CompositionOptions) {
    this.options = options;
  }

  /** Out of Debian's packages. */
  async makeStandIns(...args: readonly string[][]) {
    const { docker, root } = this.options;
    const folder = join(root, 'tools/images/stand-ins');
    for (const name of standIns) {
      const image = ['--target', name, '--tag', `polyspool-stand-in/${name}`];
      await docker.run(['buildx', 'build', '--network=host', ...args.flat(), ...image, folder]);
    }
  }

  /** Answers the key of a user when all of them are healthy. */
  async start(apps: readonly string[]): Promise<string> {
    const { root } = this.options;
    mkdirSync(this.secrets, { recursive: true });
    makeSecrets(root, this.secrets);
    await this.compose('config', '--quiet');
    this.isStarted = true;
    const startedAt = performance.now();
    await this.compose('up', '--detach', '--wait', '--pull', this.options.hasRegistry ? 'missing' : 'never', ...apps);
    console.log(`Everything is healthy after ${Math.round((performance.now() - startedAt) / 1_000)} s.\n`);
    return this.secret('user_key');
  }

  /** The container of each service. */
  async containers(): Promise<Map<string, string>> {
    const lines = (await this.compose('ps', '--format', '{{.Service}} {{.Name}}')).trim().split('\n');
    return new Map(lines.map((line) => line.split(' ') as [string, string]));
  }

  /** What no demo shows: nobody was refused anything by Redis, and a service cannot write where it should not. */
  async check() {
    const admin = ['--user', 'admin', '--pass', this.secret('redis_passwords_admin'), '--no-auth-warning'];
    const refused = (await this.compose('exec', 'redis', 'redis-cli', ...admin, 'ACL', 'LOG')).trim();
    if (refused) throw new Error(`Redis refused something:\n${refused}`);
    const attempt = "require('fs').writeFileSync('/app/x', '')";
    const wrote = await this.compose('exec', 'gateway', 'node', '-e', attempt).then(
      () => true,
      () => false,
    );
    if (wrote) throw new Error('The gateway could write into its own code.');
    console.log('\nRedis refused nothing to anybody, and the root of the gateway is read-only.');
  }

  async stop() {
    if (!this.isStarted) return;
    await this.compose('down', '--volumes', '--timeout', '20');
    this.isStarted = false;
  }

  private get secrets() {
    return join(this.options.root, '.polyspool/images/secrets');
  }

  private secret(name: string) {
    return readFileSync(join(this.secrets, name), 'utf8').trim();
  }

  private compose(...args: readonly string[]) {
    const { docker, root, tag, hasRegistry } = this.options;
    const files = ['docker/compose.yaml', ...(hasRegistry ? [] : ['tools/images/stand-ins/compose.yaml'])];
    const paths = files.map((file) => join(root, file)).filter((file) => existsSync(file));
    const settings = { SECRETS_DIR: this.secrets, TAG: tag, OTEL_EXPORTER_OTLP_ENDPOINT: '' };
    const where = ['--project-name', project, ...paths.flatMap((path) => ['--file', path])];
    return docker.run(['compose', ...where, ...args], { env: settings });
  }
}
