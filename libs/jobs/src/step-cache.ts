import { createHash } from 'node:crypto';
import { FileKey, uploadFolder } from '@polyspool/contracts/files';
import { readText, type Storage } from '@polyspool/storage/storage';
import { z } from 'zod';
import type { RunningJob, StepFiles } from './job-handler.js';

/** What is stored of a step: its result, and which files it kept beside it. */
const KeptStep = z.object({
  result: z.unknown().optional(),
  /** How long it took, and which attempt of which job made it. */
  tookMs: z.number().nonnegative().optional(),
  by: z.string().optional(),
  files: z.array(z.object({ key: FileKey, bytes: z.int().nonnegative() })),
});

export interface StepUser {
  /** Names one attempt of a job: what it made itself, before it waited for children, is not reused. */
  readonly by?: string;
  readonly onReused?: (savedMs: number) => void;
}

/**
 * Results of steps by content: the same name and key parts (input hash, engine and version, options) are computed once,
 * whichever job asks. Two at once may both compute; both answers are whole. What was made of an upload lies with it, and
 * is removed with it.
 */
export class StepCache {
  readonly #root: string;

  constructor(
    private readonly storage: Storage,
    input: Readonly<Record<string, unknown>>,
    private readonly user: StepUser = {},
  ) {
    const { uploadId } = input;
    this.#root = typeof uploadId === 'string' ? `${uploadFolder(uploadId)}/steps` : 'steps';
  }

  readonly step: RunningJob['step'] = async <Result>(
    name: string,
    keyParts: readonly unknown[],
    compute: (files: StepFiles) => Promise<Result>,
  ): Promise<Result> => {
    const hash = createHash('sha256')
      .update(JSON.stringify([name, ...keyParts]))
      .digest('hex');
    const folder = `${this.#root}/${hash.slice(0, 2)}/${hash}`;
    const resultKey = FileKey.parse(`${folder}/result.json`);
    const known = await this.#find(resultKey);
    if (known) {
      if (known.by === undefined || known.by !== this.user.by) this.user.onReused?.(known.tookMs ?? 0);
      return known.result as Result;
    }

    const startedAt = performance.now();
    const files: z.output<typeof KeptStep>['files'] = [];
    const result = await compute({
      keep: async (fileName, content) => {
        const key = FileKey.parse(`${folder}/files/${fileName}`);
        const { bytes } = await this.storage.write(key, content);
        files.push({ key, bytes });
        return key;
      },
    });
    const tookMs = Math.round(performance.now() - startedAt);
    const kept = JSON.stringify({ result, tookMs, by: this.user.by, files });
    await this.storage.write(resultKey, kept);
    // What the first caller gets is what all later ones will get.
    return (JSON.parse(kept) as { result: Result }).result;
  };

  /** A result is worth nothing without the files that it names. */
  async #find(resultKey: FileKey) {
    if ((await this.storage.size(resultKey)) === undefined) return undefined;
    const kept = KeptStep.safeParse(JSON.parse(await readText(this.storage, resultKey)));
    if (!kept.success) return undefined;
    for (const { key, bytes } of kept.data.files) if ((await this.storage.size(key)) !== bytes) return undefined;
    return kept.data;
  }
}
