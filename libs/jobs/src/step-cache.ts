import { createHash } from 'node:crypto';
import { FileKey } from '@polyspool/contracts/files';
import { readText, type Storage } from '@polyspool/storage/storage';
import type { RunningJob, StepFiles } from './job-handler.js';

/**
 * Results of steps by content: the same name and key parts (input hash, engine and version, options) are computed once,
 * whichever job asks. Two at once may both compute; both answers are whole.
 */
export class StepCache {
  constructor(private readonly storage: Storage) {}

  readonly step: RunningJob['step'] = async <Result>(
    name: string,
    keyParts: readonly unknown[],
    compute: (files: StepFiles) => Promise<Result>,
  ): Promise<Result> => {
    const hash = createHash('sha256')
      .update(JSON.stringify([name, ...keyParts]))
      .digest('hex');
    const folder = `steps/${hash.slice(0, 2)}/${hash}`;
    const resultKey = FileKey.parse(`${folder}/result.json`);
    if ((await this.storage.size(resultKey)) !== undefined) {
      return (JSON.parse(await readText(this.storage, resultKey)) as { result: Result }).result;
    }
    const result = await compute({
      keep: async (fileName, content) => {
        const key = FileKey.parse(`${folder}/files/${fileName}`);
        await this.storage.write(key, content);
        return key;
      },
    });
    const kept = JSON.stringify({ result });
    await this.storage.write(resultKey, kept);
    // What the first caller gets is what all later ones will get.
    return (JSON.parse(kept) as { result: Result }).result;
  };
}
