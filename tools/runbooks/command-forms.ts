import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { repository } from '../dashboards/made-files.ts';
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

const verbs = ['get', 'describe', 'logs', 'wait', 'apply', 'delete', 'annotate', 'port-forward', 'kustomize'];
/** Their value is the next word. */
const optionsWithValue = ['-n', '-o', '-l', '-k', '-f', '--tail', '--scale'];

function kubectlFault(words: readonly string[], { resources }: Elsewhere) {
  const [verb = '', ...named] = plainWords(words.slice(1));
  if (!verbs.includes(verb)) return `kubectl has no ${verb}`;
  const namespace = valueOf(words, '-n');
  if (namespace && !resources.some(({ metadata }) => metadata.namespace === namespace)) return `no ${namespace}`;
  const folder = valueOf(words, '-k') ?? (verb === 'kustomize' ? named[0] : undefined);
  if (folder) return existsSync(join(repository, folder)) ? undefined : `there is no ${folder}`;
  const things = named.filter((word) => /^[a-z][a-z/-]*$/.test(word));
  const pairs = things.some((word) => word.includes('/')) ? things.map((one) => one.split('/')) : [things];
  return pairs.map((pair) => resourceFault(pair, resources)).find(Boolean);
}

function resourceFault([plural = '', name]: readonly string[], resources: readonly Resource[]) {
  const kind = plural.replace(/s$/, '');
  if (kind === '' || kind === 'pod') return undefined; // pods come of Deployments
  const alike = resources.filter((one) => one.kind.toLowerCase() === kind);
  if (alike.length === 0) return `k8s/ has no ${kind}`;
  return name && !alike.some(({ metadata }) => metadata.name === name) ? `k8s/ has no ${kind}/${name}` : undefined;
}

function dockerFault(words: readonly string[]) {
  if (words[1] !== 'compose') return words[1] === 'inspect' || words[1] === 'build' ? undefined : `docker ${words[1]}`;
  const lost = words.filter((word) => word.endsWith('.yaml') && !existsSync(join(repository, word)));
  if (lost.length > 0) return `there is no ${lost.join()}`;
  const [, , verb, ...named] = plainWords(['compose', ...words.slice(1)]);
  const scaled = valueOf(words, '--scale')?.split('=')[0];
  const services = verb === 'exec' ? named.slice(0, 1) : verb === 'config' ? [] : named;
  const unknown = [...services, ...(scaled ? [scaled] : [])].filter((name) => !composeServices().includes(name));
  return unknown.length > 0 ? `compose has no ${unknown.join()}` : undefined;
}

function composeServices() {
  const text = readFileSync(join(repository, 'docker/compose.yaml'), 'utf8');
  return Object.keys((parse(text, { merge: true }) as { services: object }).services);
}

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
