import { Injectable } from '@nestjs/common';
import { AppError } from '@polyspool/contracts/errors';
import { FileKey, incomingFolder, uploadFolder } from '@polyspool/contracts/files';
import { PersonThings } from '@polyspool/database/person-things';
import { parseBullId } from '@polyspool/jobs/job-ids';
import type { Archive } from '@polyspool/storage/archive/archive';
import { readText, Storage } from '@polyspool/storage/storage';
import { z } from 'zod';

/** Who made a kept step: `<bull id>/<attempt>`. */
const KeptBy = z.object({ by: z.string() });
const resultName = '/result.json';
const askedAtOnce = 200;

/** Where `storage.upload` keeps files, if there is such a place. Abstract so that Nest can inject it. */
export abstract class KeptForGood {
  abstract readonly archive: Archive | undefined;
}

/** Everything in storage that is somebody's: uploads, what their jobs read and made, and steps that were kept of them. */
@Injectable()
export class RemoveFiles {
  constructor(
    private readonly things: PersonThings,
    private readonly storage: Storage,
    private readonly kept: KeptForGood,
  ) {}

  /** Answers how many files there were. */
  async run(userId: string, signal: AbortSignal, onFiles: (files: number) => void): Promise<number> {
    let files = 0;
    for await (const folder of this.#folders(userId)) {
      signal.throwIfAborted();
      files += await this.#removeFolder(folder);
      files += (await this.kept.archive?.removeFolder(folder)) ?? 0;
      onFiles(files);
    }
    for await (const folder of this.#steps(userId)) {
      signal.throwIfAborted();
      files += await this.#removeFolder(folder);
      onFiles(files);
    }
    return files;
  }

  async *#folders(userId: string): AsyncGenerator<FileKey> {
    yield incomingFolder(userId);
    for await (const uploads of this.things.uploads(userId)) yield* uploads.map(({ id }) => uploadFolder(id));
    for await (const jobs of this.things.jobs(userId)) yield* jobs.map(({ id }) => FileKey.parse(`jobs/${id}`));
  }

  async *#steps(userId: string): AsyncGenerator<FileKey> {
    yield* this.#keptSteps(userId, FileKey.parse('steps'));
    // What their jobs kept of uploads that others have shared with them lies with these.
    for await (const uploads of this.things.foreignUploads(userId)) {
      for (const { id } of uploads) yield* this.#keptSteps(userId, FileKey.parse(`${uploadFolder(id)}/steps`));
    }
  }

  /**
   * Steps of all people lie together, by content: those that their jobs have made. Whoever has used one since has had the same
   * content, and computes it again.
   */
  async *#keptSteps(userId: string, root: FileKey): AsyncGenerator<FileKey> {
    let asked: { folder: FileKey; jobId: string }[] = [];
    for await (const { key } of this.storage.list(root)) {
      if (!key.endsWith(resultName)) continue;
      const jobId = await this.#makerOf(key);
      if (jobId) asked.push({ folder: FileKey.parse(key.slice(0, -resultName.length)), jobId });
      if (asked.length < askedAtOnce) continue;
      yield* await this.#theirs(userId, asked);
      asked = [];
    }
    yield* await this.#theirs(userId, asked);
  }

  async #theirs(userId: string, asked: readonly { folder: FileKey; jobId: string }[]) {
    const theirs = await this.things.jobsAmong(
      userId,
      asked.map(({ jobId }) => jobId),
    );
    return asked.filter(({ jobId }) => theirs.has(jobId)).map(({ folder }) => folder);
  }

  async #makerOf(result: FileKey): Promise<string | undefined> {
    // It may have been removed since it was listed.
    if ((await this.storage.size(result)) === undefined) return undefined;
    const kept = KeptBy.safeParse(jsonOf(await readText(this.storage, result)));
    const { jobId } = parseBullId(kept.data?.by.split('/')[0] ?? '');
    return z.uuid().safeParse(jobId).data;
  }

  async #removeFolder(folder: FileKey): Promise<number> {
    let files = 0;
    for await (const _file of this.storage.list(folder)) files += 1;
    await this.storage.removeFolder(folder);
    for await (const { key } of this.storage.list(folder))
      throw new AppError('erasure.incomplete', `${key} is still there`);
    return files;
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // no result of a step: nobody's
  }
}
