import { AppError } from '@polyspool/contracts/errors';
import { openStorage } from '@polyspool/storage/open-storage';
import { parseArgs } from 'node:util';
import { BackupKeys } from './backup/file/backup-keys.js';
import { PostgresPrograms } from './backup/postgres-programs.js';
import { env } from './restore/env.js';
import { restoreInto } from './restore/restore-into.js';
import { targetUrl } from './restore/target-url.js';

/** `node dist/restore.js <backup id|newest> [--into postgres://... [--password-file <file>]]` */
const options = { into: { type: 'string' }, 'password-file': { type: 'string' } } as const;
const { values, positionals } = parseArgs({ options, allowPositionals: true });
const [wanted = 'newest'] = positionals;
const say = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const { isSame, tables } = await restoreInto({
    wanted,
    targetUrl: await targetUrl(values.into, {
      databaseUrl: env.DATABASE_URL,
      password: env.PGPASSWORD,
      passwordFile: values['password-file'],
    }),
    storage: openStorage(env.STORAGE_URL),
    keys: new BackupKeys(env.BACKUP_KEY),
    programs: new PostgresPrograms(env.POSTGRES_BIN_DIR),
    say,
  });
  for (const { table, restoredRows, expectedRows, erasedRows } of tables) {
    const notes = [
      erasedRows && `${erasedRows} of erased people`,
      restoredRows !== expectedRows && `not ${expectedRows}`,
    ];
    say(`${String(restoredRows).padStart(12)}  ${[table, ...notes.filter(Boolean)].join(', ')}`);
  }
  say(isSame ? 'All rows are back.' : 'Some rows are missing or too many: see above.');
  if (!isSame) process.exitCode = 1;
} catch (error) {
  const { code, message } = AppError.from(error);
  process.stderr.write(`${code}: ${message}\n`);
  process.exitCode = 1;
}
