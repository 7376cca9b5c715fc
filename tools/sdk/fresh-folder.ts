import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

const repository = join(import.meta.dirname, '../..');
const modules = join(repository, 'node_modules');
const borrowed = ['react', 'react-dom', '@types/node', '@types/react', '@types/react-dom'];
const programMs = 100_000;
const run = promisify(execFile);

/** A project of somebody else, outside of this checkout, that has installed the packed SDK and the packed React package. */
export class FreshFolder {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  /** What is packed is what `npm run build` has made. Nothing is fetched: React, which they have already, is borrowed. */
  static async make(): Promise<FreshFolder> {
    const path = mkdtempSync(join(tmpdir(), 'polyspool-fresh-'));
    writeFileSync(join(path, 'package.json'), JSON.stringify({ name: 'somebody-else', private: true, type: 'module' }));
    const folders = ['libs/sdk', 'libs/react'].map((one) => join(repository, one));
    await npm(path, 'pack', '--ignore-scripts', ...folders);
    const tarballs = readdirSync(path).flatMap((name) => (name.endsWith('.tgz') ? [`./${name}`] : []));
    await npm(path, 'install', '--offline', '--ignore-scripts', '--legacy-peer-deps', ...tarballs);
    mkdirSync(join(path, 'node_modules/@types'));
    for (const name of borrowed) symlinkSync(join(modules, name), join(path, 'node_modules', name));
    return new FreshFolder(path);
  }

  write(name: string, text: string) {
    writeFileSync(join(this.path, name), text);
  }

  read(name: string) {
    return readFileSync(join(this.path, name), 'utf8');
  }

  /** Names of what is there below a folder. */
  list(folder: string): string[] {
    const all = readdirSync(join(this.path, folder), { recursive: true, withFileTypes: true });
    const files = all.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
    return files.map((file) => relative(join(this.path, folder), file)).sort();
  }

  /** A program of this folder, as Node runs it. Answers what it has printed; so does the error of one that does not end well. */
  async node(file: string, env: NodeJS.ProcessEnv = {}): Promise<string> {
    const options = { cwd: this.path, env: { PATH: process.env.PATH, ...env }, timeout: programMs };
    try {
      return (await run(process.execPath, [file], options)).stdout;
    } catch (cause) {
      const { stdout, stderr } = cause as { stdout: string; stderr: string };
      throw new Error(`${file} has not ended well. It said:\n${stdout}\n${stderr}`, { cause });
    }
  }

  /** What the compiler has to complain of. */
  async complaints(...files: string[]): Promise<string> {
    const tsc = join(modules, 'typescript/bin/tsc');
    const strictness = ['--noEmit', '--strict', '--skipLibCheck', '--jsx', 'react-jsx', '--types', 'node'];
    const kind = ['--target', 'es2023', '--module', 'esnext', '--moduleResolution', 'bundler'];
    const lib = ['--lib', 'es2024,dom,dom.iterable,dom.asynciterable'];
    return run(process.execPath, [tsc, ...strictness, ...kind, ...lib, ...files], { cwd: this.path }).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    );
  }

  /** One file for browsers, as Vite makes it; what is `external` is not in it. */
  async bundle(entry: string, external: readonly string[] = []): Promise<string> {
    const script = `
      import { build } from ${JSON.stringify(join(modules, 'vite/dist/node/index.js'))};
      await build({
        configFile: false, logLevel: 'error', root: ${JSON.stringify(this.path)},
        define: { 'process.env.NODE_ENV': '"production"' },
        build: {
          lib: { entry: ${JSON.stringify(entry)}, formats: ['es'], fileName: () => 'bundle.js' },
          outDir: 'out', minify: true, target: 'es2023',
          rollupOptions: { external: ${JSON.stringify(external)} },
        },
      });`;
    this.write('bundle.mjs', script);
    await this.node('bundle.mjs');
    return this.read('out/bundle.js');
  }

  remove() {
    rmSync(this.path, { recursive: true, force: true });
  }
}

const npm = (cwd: string, ...args: string[]) =>
  run('npm', [...args, '--no-audit', '--no-fund', '--no-update-notifier'], { cwd });
