import { Injectable } from '@nestjs/common';
import { FileKey } from '@polyspool/contracts/files';
import { Database } from '@polyspool/database/database';
import { copyingPersonKeys, type PersonKey } from '@polyspool/database/person-keys';
import { withSession } from '@polyspool/database/session';
import { Storage } from '@polyspool/storage/storage';
import { Readable } from 'node:stream';
import { BackupKeys } from './file/backup-keys.js';
import { open, seal } from './file/sealed-file.js';
import { keyCopySubject } from './subjects.js';

const place = FileKey.parse('backups/person-keys');

/**
 * The keys of people beside the backups, in one file that is always written anew: with it a lost database can be restored,
 * and who was erased is in no copy of it.
 */
@Injectable()
export class PersonKeyCopy {
  constructor(
    private readonly database: Database,
    private readonly storage: Storage,
    private readonly keys: BackupKeys,
  ) {}

  /** As the database has them now. After each backup, and after each erase once that is committed. */
  async write(signal?: AbortSignal) {
    // Without a key there are no backups, unless there was one before: then the erase must not pass for done.
    if (!this.keys.areThere && (await this.storage.size(place)) === undefined) return;
    await withSession({ url: this.database.url, name: 'person keys', signal }, (session) =>
      copyingPersonKeys(session, (people) => {
        const sealed = seal(linesOf(people), keyCopySubject, this.keys);
        return this.storage.write(place, Readable.from(sealed, { objectMode: false }));
      }),
    );
  }
}

async function* linesOf(people: AsyncIterable<PersonKey>) {
  for await (const { userId, wrappedKey } of people) yield Buffer.from(`${userId} ${wrappedKey}\n`);
}

/** Those of people who have not been erased, so many at a time. Throws `storage.missing`, `backup.unreadable`, `key.unavailable`. */
export async function* keptPersonKeys(storage: Storage, keys: BackupKeys): AsyncGenerator<PersonKey[]> {
  const content = await storage.read(place);
  try {
    let rest = '';
    for await (const bytes of open(content, keyCopySubject, keys)) {
      const lines = (rest + bytes.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      yield lines.map((line) => {
        const [userId = '', wrappedKey = ''] = line.split(' ');
        return { userId, wrappedKey };
      });
    }
  } finally {
    content.destroy();
  }
}
