import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface ComposeService {
  readonly image?: string;
  readonly user?: string;
  readonly environment?: Readonly<Record<string, string>>;
  readonly secrets?: readonly (string | { readonly source: string })[];
  readonly networks?: readonly string[];
  readonly command?: readonly string[];
  readonly stop_grace_period?: string;
  readonly [name: string]: unknown;
}

export interface ComposeFile {
  readonly services: Readonly<Record<string, ComposeService>>;
  readonly secrets?: Readonly<Record<string, { readonly file: string }>>;
  readonly [name: string]: unknown;
}

const variable = /\$\{(\w+)(:?-)([^}]*)\}/g;

/** As `docker compose` takes it where nothing is set: with its defaults filled in. */
export function readComposeFile(path: string): ComposeFile {
  const parsed = JSON.stringify(parse(readFileSync(path, 'utf8'), { merge: true }));
  return JSON.parse(parsed.replace(variable, '$3')) as ComposeFile;
}

/** The variables that it asks for. */
export const variablesOf = (path: string) =>
  new Set([...readFileSync(path, 'utf8').matchAll(variable)].map(([, name = '']) => name));

export const secretsOf = ({ secrets = [] }: ComposeService) =>
  secrets.map((one) => (typeof one === 'string' ? one : one.source));
