import { AppError } from '@polyspool/contracts/errors';
import type { Upload } from '@polyspool/contracts/files';
import { LessThan, type Repository } from 'typeorm';
import type { Database } from './database.js';
import { UploadRow } from './entities/upload.js';
import { given, uploadSeenBy } from './owned-by.js';

type Undated<Of extends Upload> = Of extends Upload ? Omit<Of, 'createdAt' | 'state' | 'lastJobId'> : never;
export type NewUpload = Undated<Upload> & { readonly userId: string };

/** Uploads, each seen by its owner and by those it is shared with. `viewerId` undefined: an operator, who sees all. */
export class UploadRecords {
  constructor(private readonly database: Database) {}

  /** The upload with this content, or the new one. The same content of a user is one upload. */
  async add(upload: NewUpload): Promise<Upload> {
    const row = { ...upload, bytes: String(upload.bytes) };
    const { userId, sha256 } = upload;
    return this.#uploads(async (uploads) => {
      await uploads.createQueryBuilder().insert().values(row).orIgnore().execute();
      return uploadView(await uploads.findOneByOrFail({ userId, sha256 }));
    });
  }

  async withContent(userId: string, sha256: string): Promise<Upload | undefined> {
    const row = await this.#uploads((uploads) => uploads.findOneBy({ userId, sha256 }));
    return row ? uploadView(row) : undefined;
  }

  async find(id: string, viewerId: string | undefined): Promise<Upload | undefined> {
    const row = await this.#uploads((uploads) => uploads.findOneBy(uploadSeenBy(id, viewerId)));
    return row ? uploadView(row) : undefined;
  }

  /** The newest of somebody's own that is called so. */
  async newestNamed(ownerId: string, name: string): Promise<Upload | undefined> {
    const where = { userId: ownerId, name };
    const row = await this.#uploads((uploads) => uploads.findOne({ where, order: { id: 'DESC' } }));
    return row ? uploadView(row) : undefined;
  }

  async list(ownerId: string, { before, limit }: { before?: string | undefined; limit: number }): Promise<Upload[]> {
    const where = { userId: ownerId, ...given({ id: before && LessThan(before) }) };
    const rows = await this.#uploads((uploads) => uploads.find({ where, order: { id: 'DESC' }, take: limit }));
    return rows.map(uploadView);
  }

  /** Only by its owner. Throws `upload.unknown`, and `upload.inUse` while an unfinished job reads it. */
  async remove(id: string, ownerId: string | undefined) {
    await this.database.transaction(async (tx) => {
      const [row] = await tx.query(
        'SELECT 1 FROM uploads WHERE id = $1 AND ($2::uuid IS NULL OR user_id = $2) FOR UPDATE',
        [id, ownerId ?? null],
      );
      if (!row) throw new AppError('upload.unknown', `No upload ${id}`);
      const [open] = await tx.query<{ id: string }>(
        `SELECT id FROM jobs WHERE finished_at IS NULL AND $1 IN (input ->> 'uploadId', input ->> 'musicUploadId') LIMIT 1`,
        [id],
      );
      if (open) throw new AppError('upload.inUse', `Job ${open.id} still needs it`);
      await tx.execute('DELETE FROM uploads WHERE id = $1', [id]);
    });
  }

  #uploads<Result>(work: (uploads: Repository<UploadRow>) => Promise<Result>) {
    return this.database.entities((manager) => work(manager.getRepository(UploadRow)));
  }
}

/** A row has the probe that belongs to its kind: `add` takes no other. */
export const uploadView = (row: UploadRow) =>
  ({
    id: row.id,
    kind: row.kind,
    name: row.name,
    mediaType: row.mediaType,
    bytes: Number(row.bytes),
    sha256: row.sha256,
    probe: row.probe,
    state: row.state,
    lastJobId: row.lastJobId ?? undefined,
    createdAt: row.createdAt.toISOString(),
  }) as Upload;
