// `npm run restore -- <backup id|newest> --into postgres://...`: brings a lost database back from the backups in storage.
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { dataFolders } from '../start/data-folders.ts';
import { readSecrets } from '../start/secrets.ts';

const usage = `npm run restore -- <backup id|newest> --into postgres://user:password@host:port/database

--into           an empty database; one is made by createdb
--password-file  a file with its password, in place of one in the address, which others on the machine can see; or PGPASSWORD

The backups and their key are those of npm start in this checkout, unless STORAGE_URL and BACKUP_KEY name others.`;

const options = { into: { type: 'string' }, 'password-file': { type: 'string' }, help: { type: 'boolean' } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const [wanted] = positionals;

if (values.help || !values.into || !wanted || positionals.length > 1) {
  console.error(usage);
  process.exitCode = values.help ? 0 : 1;
} else {
  restore(wanted, values.into, values['password-file']);
}

function restore(backup: string, into: string, passwordFile: string | undefined) {
  const root = join(import.meta.dirname, '../..');
  const password = passwordFile === undefined ? [] : ['--password-file', resolve(passwordFile)];
  const args = ['--enable-source-maps', 'dist/restore.js', backup, '--into', into, ...password];
  const child = spawn(process.execPath, args, {
    cwd: join(root, 'apps/maintenance'),
    env: { ...ofThisCheckout(join(root, '.polyspool')), ...setByCaller(), NODE_OPTIONS: '' },
    stdio: 'inherit',
  });
  child.once('error', (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
  child.once('exit', (code) => {
    process.exitCode = code ?? 1;
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
}

function ofThisCheckout(stateFolder: string): NodeJS.ProcessEnv {
  if (process.env.STORAGE_URL && process.env.BACKUP_KEY) return {};
  const { storage, temporary } = dataFolders(stateFolder);
  mkdirSync(temporary, { recursive: true, mode: 0o700 });
  return {
    STORAGE_URL: pathToFileURL(storage).href,
    BACKUP_KEY: readSecrets(stateFolder).backupKey,
    TMPDIR: temporary, // /tmp may be in memory, which is small
  };
}

/** An empty value counts as none. */
function setByCaller() {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}
