import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../dashboards/made-files.ts';
import { type ComposeFile, type ComposeService, readComposeFile } from '../images/compose-file.ts';
import type { Resource } from '../k8s/render.ts';

/** What such a command is said about: it cannot be run where there is no cluster, no Docker and no systemd. */
export interface Elsewhere {
  readonly resources: readonly Resource[];
}

/** Undefined where it is well formed; otherwise what is wrong with it. */
type Check = (words: readonly string[], elsewhere: Elsewhere) => string | undefined;

const checks: Readonly<Record<string, Check>> = {
  kubectl: kubectlFault,
  docker: dockerFault,
  systemctl: (words) => words.slice(2).map(unitFault).find(Boolean),
  supervisorctl: (words) => words.slice(2).map(programFault).find(Boolean),
};

export const cannotRunHere = (command: string) => Object.hasOwn(checks, command.split(' ', 1)[0]!);

export function formFault(command: string, elsewhere: Elsewhere): string | undefined {
  const words = command.replaceAll(/['"]/g, '').split(/\s+/);
  return checks[words[0]!]?.(words, elsewhere);
}

const verbs = [
  'get',
  'describe',
  'logs',
  'exec',
  'wait',
  'apply',
  'create',
  'delete',
  'annotate',
  'port-forward',
  'kustomize',
];
/** Their value is the next word. */
const optionsWithValue = [
  '-n',
  '-o',
  '-l',
  '-k',
  '-f',
  '-c',
  '-e',
  '-v',
  '--network',
  '--tail',
  '--scale',
  '--timeout',
];

function kubectlFault(typed: readonly string[], { resources }: Elsewhere) {
  const words = typed.includes('--') ? typed.slice(0, typed.indexOf('--')) : typed; // behind it stands what runs in a pod
  const [verb = '', ...named] = plainWords(words.slice(1));
  if (!verbs.includes(verb)) return `kubectl has no ${verb}`;
  const namespace = valueOf(words, '-n');
  if (namespace && !resources.some(({ metadata }) => metadata.namespace === namespace)) return `no ${namespace}`;
  if (verb === 'create') return undefined; // what k8s/ does not have
  const folder = valueOf(words, '-k') ?? (verb === 'kustomize' ? named[0] : undefined);
  if (folder) return existsSync(join(repository, folder)) ? undefined : `there is no ${folder}`;
  const things = named.filter((word) => /^[a-z][a-z/-]*$/.test(word));
  const pairs = things.some((word) => word.includes('/')) ? things.map((one) => one.split('/')) : [things];
  return pairs.map((pair) => resourceFault(pair, resources)).find(Boolean);
}

function resourceFault([plural = '', name]: readonly string[], resources: readonly Resource[]) {
  const kind = plural.replace(/s$/, '').replace(/^deploy$/, 'deployment');
  if (kind === '' || kind === 'pod') return undefined; // pods come of Deployments
  // In production External Secrets makes the Secrets.
  const alike = resources.filter((one) => [kind, `external${kind}`].includes(one.kind.toLowerCase()));
  if (alike.length === 0) return `k8s/ has no ${kind}`;
  return name && !alike.some(({ metadata }) => metadata.name === name) ? `k8s/ has no ${kind}/${name}` : undefined;
}

const dockerVerbs = ['inspect', 'build', 'stats', 'system', 'update'];

function dockerFault(words: readonly string[]) {
  if (words[1] === 'run') return runFault(words);
  if (words[1] !== 'compose') return dockerVerbs.includes(words[1] ?? '') ? undefined : `docker ${words[1]}`;
  const lost = words.filter((word) => word.endsWith('.yaml') && !existsSync(join(repository, word)));
  if (lost.length > 0) return `there is no ${lost.join()}`;
  const [, , verb = '', ...named] = plainWords(['compose', ...words.slice(1)]);
  const scaled = valueOf(words, '--scale')?.split('=')[0];
  const services = ['exec', 'run'].includes(verb) ? named.slice(0, 1) : verb === 'config' ? [] : named;
  const { services: known } = composeFile();
  const isKnown = (name: string) => name in known || name.startsWith('$');
  const unknown = [...services, ...(scaled ? [scaled] : [])].filter((name) => !isKnown(name));
  if (unknown.length > 0) return `compose has no ${unknown.join()}`;
  return verb === 'run' ? scriptFault(known[named[0]!]!, named.slice(1)) : undefined; // it is known
}

/** Beside what compose runs: its networks and its secrets. */
function runFault(words: readonly string[]) {
  const { name, networks, secrets } = composeFile();
  const network = valueOf(words, '--network');
  if (network && !Object.keys(networks).some((one) => `${name}_${one}` === network)) return `compose has no ${network}`;
  const mounted = words.flatMap((word) => /^\.\/docker\/secrets\/(\w+):/.exec(word)?.[1] ?? []);
  return mounted.filter((secret) => !(secret in secrets)).map((secret) => `compose has no secret ${secret}`)[0];
}

/** `node dist/x.js` in an image is `src/x.ts` of its app. */
function scriptFault({ image = '' }: ComposeService, command: readonly string[]) {
  const script = command.find((word) => word.startsWith('dist/'));
  const app = /\/([\w-]+):/.exec(image)?.[1] ?? '';
  const source = script && join('apps', app, script.replace(/^dist(.*)\.js$/, 'src$1.ts'));
  return source && !existsSync(join(repository, source)) ? `there is no ${source}` : undefined;
}

const composeFile = () =>
  readComposeFile(join(repository, 'docker/compose.yaml')) as ComposeFile & Record<'networks' | 'secrets', object>;

const bareMetal = join(repository, 'docs/ops/bare-metal');

function unitFault(word: string) {
  const unit = /^(polyspool[\w-]*)(@?)/.exec(word);
  if (!unit) return undefined;
  const files = [`${unit[1]}${unit[2]}.service`, `${unit[1]}.target`];
  return word.includes('*') || files.some((file) => existsSync(join(bareMetal, file))) ? undefined : `no unit ${word}`;
}

function programFault(word: string) {
  const text = readFileSync(join(bareMetal, 'supervisor.conf'), 'utf8');
  return !word.startsWith('polyspool') || text.includes(`[program:${word}]`) ? undefined : `no program ${word}`;
}

function plainWords(words: readonly string[]) {
  return words.filter((word, index) => !word.startsWith('-') && !optionsWithValue.includes(words[index - 1] ?? ''));
}

const valueOf = (words: readonly string[], option: string) =>
  words.includes(option) ? words[words.indexOf(option) + 1] : undefined;
