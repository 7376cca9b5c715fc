import type { Artifact } from '@polyspool/contracts/job-status';
import { In } from 'typeorm';
import type { Database } from './database.js';
import { ArtifactRow } from './entities/artifact.js';
import { artifactView } from './job-view.js';
import { jobsSeenBy } from './owned-by.js';

/** A published file, where it lies, and how it was made. */
export interface PublishedArtifact extends Artifact {
  readonly storageKey: string;
  /** A signed manifest (compact JWS). */
  readonly provenance?: string | undefined;
}

/** Files of the jobs that somebody sees. `viewerId` undefined: an operator, who sees all. */
export class ArtifactRecords {
  constructor(private readonly database: Database) {}

  async find(id: string, viewerId: string | undefined): Promise<PublishedArtifact | undefined> {
    const [artifact] = await this.named([id], viewerId);
    return artifact;
  }

  /** Those of them that there are, in no order. */
  async named(ids: readonly string[], viewerId: string | undefined): Promise<PublishedArtifact[]> {
    const where = jobsSeenBy(viewerId).map((job) => ({ id: In(ids), job }));
    const rows = await this.database.entities((manager) => manager.findBy(ArtifactRow, where));
    return rows.map((row) => ({
      ...artifactView(row),
      storageKey: row.storageKey,
      provenance: row.provenance ?? undefined,
    }));
  }
}
