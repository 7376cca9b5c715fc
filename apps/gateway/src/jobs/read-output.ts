import { Injectable } from '@nestjs/common';
import { visibleTo } from '@polyspool/access/access';
import { catalogue } from '@polyspool/contracts/catalogue';
import { shownOutput } from '@polyspool/contracts/packed-fields';
import { JobResults, type StoredResult } from '@polyspool/database/job-results';
import type { Person } from '@polyspool/database/people';
import { PackingParts } from '@polyspool/jobs/packing/packed-input';
import { unpackOutput } from '@polyspool/jobs/packing/packed-output';

export interface ReadResult extends Omit<StoredResult, 'output'> {
  /** Whole; undefined where there is none, or its time is over. */
  readonly output: unknown;
}

/** Outputs whole. The only place where what is sensitive in one is opened again: for its owner, and nobody else. */
@Injectable()
export class ReadOutput {
  constructor(
    private readonly results: JobResults,
    private readonly packing: PackingParts,
  ) {}

  async of(by: Person, id: string): Promise<ReadResult | undefined> {
    const result = await this.results.find(id, visibleTo(by));
    if (!result) return undefined;
    const isThere = result.status === 'succeeded' && !result.expired;
    return { ...result, output: isThere ? await this.#open(by, result) : undefined };
  }

  async #open(by: Person, { id, type, userId, output }: StoredResult): Promise<unknown> {
    const contract = catalogue.get(type);
    if (!contract || (by.id !== userId && contract.sensitive?.output?.length)) return shownOutput(contract, output);
    return unpackOutput(contract, id, output, this.packing);
  }
}
