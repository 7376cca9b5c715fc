import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { keepCommonSecrets, SecretFolder } from '../start/secret-folder.ts';
import { randomSecret } from '../start/secrets.ts';

const samples = join(import.meta.dirname, '../../docs/ops/bare-metal/env');

/** Each sample that is not there yet, with its secrets filled in; one that is there is its owner's. Answers what was made. */
export function writeEnvFiles(folder: string): string[] {
  const path = join(folder, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o750 });
  const secrets = new SecretFolder(path);
  for (const store of ['database_password', 'redis_password']) secrets.keep(store, randomSecret);
  keepCommonSecrets(secrets);
  const missing = envFileNames().filter((name) => !existsSync(join(folder, name)));
  for (const name of missing) {
    const filled = sampleOf(name).replaceAll(/\$\{(\w+)\}/g, (_, secret: string) =>
      readFileSync(join(path, secret), 'utf8').trim(),
    );
    const place = dirname(join(folder, name));
    mkdirSync(place, { recursive: true });
    writeFileSync(join(folder, name), filled, { mode: 0o600 });
    giveToGroup(place, folder, 0o750);
    giveToGroup(join(folder, name), folder, 0o640);
  }
  return missing;
}

export const envFileNames = () =>
  readdirSync(samples, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.env'))
    .sort();

export const sampleOf = (name: string) => readFileSync(join(samples, name), 'utf8');

/** Of the folder: services are of it. */
function giveToGroup(path: string, folder: string, mode: number) {
  const { uid, gid } = statSync(folder);
  chownSync(path, uid, gid);
  chmodSync(path, mode);
}
