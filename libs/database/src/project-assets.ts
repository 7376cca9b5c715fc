import { AppError } from '@polyspool/contracts/errors';
import type { Upload } from '@polyspool/contracts/files';
import { And, LessThan, Raw } from 'typeorm';
import type { Database } from './database.js';
import { UploadRow } from './entities/upload.js';
import { uploadView } from './upload-records.js';

/** Uploads that the members of a project share. Each belongs to who has sent it, and ends with it. */
export class ProjectAssets {
  constructor(private readonly database: Database) {}

  /** Newest upload first. */
  async list(projectId: string, { before, limit }: { before?: string | undefined; limit: number }): Promise<Upload[]> {
    const isShared = Raw((id) => `${id} IN (SELECT upload_id FROM project_assets WHERE project_id = :projectId)`, {
      projectId,
    });
    const where = { id: before ? And(LessThan(before), isShared) : isShared };
    const rows = await this.database.entities((manager) =>
      manager.getRepository(UploadRow).find({ where, order: { id: 'DESC' }, take: limit }),
    );
    return rows.map(uploadView);
  }

  /** The script that was uploaded last of those in a project. */
  async newestScript(projectId: string): Promise<string | undefined> {
    const [script] = await this.database.query<{ id: string }>(
      `SELECT id FROM uploads WHERE kind = 'script' AND id IN (SELECT upload_id FROM project_assets WHERE project_id = $1)
       ORDER BY id DESC LIMIT 1`,
      [projectId],
    );
    return script?.id;
  }

  /** Throws `upload.unknown` for one that is not theirs, and `project.unknown`. */
  async add(projectId: string, uploadId: string, ownerId: string) {
    const added = await this.database.query(
      `INSERT INTO project_assets (project_id, upload_id) SELECT $1, id FROM uploads WHERE id = $2 AND user_id = $3
       ON CONFLICT (project_id, upload_id) DO UPDATE SET project_id = excluded.project_id RETURNING upload_id`,
      [projectId, uploadId, ownerId],
    );
    if (!added.length) throw new AppError('upload.unknown', `No upload ${uploadId}`);
  }

  /** The upload stays with its owner. Throws `upload.unknown`. */
  async remove(projectId: string, uploadId: string) {
    const removed = await this.database.execute('DELETE FROM project_assets WHERE project_id = $1 AND upload_id = $2', [
      projectId,
      uploadId,
    ]);
    if (!removed) throw new AppError('upload.unknown', `No upload ${uploadId} in this project`);
  }
}
