import type { Artifact } from '@polyspool/contracts/job-status';
import { v7 } from 'uuid';
import type { Statements } from './database.js';

export interface PublishedFile extends Pick<
  Artifact,
  'jobId' | 'name' | 'kind' | 'mediaType' | 'bytes' | 'sha256' | 'language'
> {
  readonly storageKey: string;
  /** A signed manifest (compact JWS) of how it was made. */
  readonly provenance?: string | undefined;
}

/** Makes files visible to the owner of their job, in the transaction that ends it. A later run replaces them. */
export async function publishFiles(tx: Statements, files: readonly PublishedFile[]) {
  if (!files.length) return;
  const column = (field: keyof PublishedFile) => files.map((file) => file[field] ?? null);
  await tx.execute(
    `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, language, storage_key,
       provenance)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[], $8::text[],
       $9::text[], $10::text[])
     ON CONFLICT (job_id, name) DO UPDATE SET kind = excluded.kind, media_type = excluded.media_type, bytes = excluded.bytes,
       sha256 = excluded.sha256, language = excluded.language, storage_key = excluded.storage_key,
       provenance = excluded.provenance, created_at = now()`,
    [
      files.map(() => v7()),
      column('jobId'),
      column('name'),
      column('kind'),
      column('mediaType'),
      column('bytes'),
      column('sha256'),
      column('language'),
      column('storageKey'),
      column('provenance'),
    ],
  );
}
