import { withTemporaryFolder } from '@polyspool/processes/temporary-folder';
import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withFetchedBackup } from './fetch-backup.js';
import { BlockCipher } from './file/block-cipher.js';
import { entriesOf } from './file/check-backup.js';
import { keptPersonKeys } from './person-key-copy.js';
import { personSubject } from './subjects.js';
import type { TestBackups } from './testing-backups.js';

/** All that can be read in a backup with BACKUP_KEY and the keys of people that lie beside it. */
export async function readableIn({ parts, shelf, storage }: TestBackups, id: string): Promise<string[]> {
  const { keys, programs, databaseUrl } = parts;
  const kept = new Map<string, Buffer>();
  for await (const some of keptPersonKeys(storage, keys)) {
    for (const { userId, wrappedKey } of some) kept.set(userId, keys.unwrap(wrappedKey, personSubject(userId)));
  }
  const label = (await shelf.labels()).find((one) => one.id === id)!; // of a backup that was just made
  return withTemporaryFolder('readable', (folder) =>
    withFetchedBackup({ shelf, keys }, label, async (backup) => {
      const texts: string[] = [];
      const [dump, script] = [join(folder, 'dump'), join(folder, 'script')];
      let cipher: BlockCipher | undefined;
      for await (const entry of entriesOf(backup, keys)) {
        if (entry.kind === 'dump') await appendFile(dump, entry.bytes);
        else if (entry.kind === 'piece')
          texts.push(...((await cipher?.open(entry.bytes)) ?? [entry.bytes.toString('latin1')]));
        else texts.push(JSON.stringify(entry));
        if (entry.kind !== 'block') continue;
        const { owner } = entry.block;
        const isReadable = owner === null || kept.has(owner);
        cipher = isReadable ? new BlockCipher(kept.get(owner ?? ''), entry.block) : undefined;
      }
      await programs.run({ program: 'pg_restore', databaseUrl, args: [`--file=${script}`, dump] });
      return [...texts, ...(await readFile(script, 'utf8')).split('\n')];
    }),
  );
}
