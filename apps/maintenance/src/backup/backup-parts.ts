import type { PersonKeys } from '@polyspool/database/person-keys';
import type { BackupKeys } from './file/backup-keys.js';
import type { PostgresPrograms } from './postgres-programs.js';

/** What a backup is made with. */
export abstract class BackupParts {
  abstract readonly databaseUrl: string;
  abstract readonly programs: PostgresPrograms;
  abstract readonly keys: BackupKeys;
  abstract readonly personKeys: PersonKeys;
}
