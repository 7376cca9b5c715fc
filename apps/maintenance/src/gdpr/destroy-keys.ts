import { Injectable } from '@nestjs/common';
import { Database } from '@polyspool/database/database';
import { PersonKeys } from '@polyspool/database/person-keys';
import { PersonKeyCopy } from '../backup/person-key-copy.js';

/** The key of what backups hold of somebody, and its copy beside them: without these nobody reads it any more. */
@Injectable()
export class DestroyKeys {
  constructor(
    private readonly database: Database,
    private readonly keys: PersonKeys,
    private readonly copy: PersonKeyCopy,
  ) {}

  async run(userId: string, signal: AbortSignal) {
    await this.keys.destroy(this.database, userId);
    await this.copy.write(signal);
  }
}
