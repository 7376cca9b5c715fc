import { personalTables } from '@polyspool/database/personal-rows';
import { v7 } from 'uuid';
import type { TestGateway } from '../testing/open-gateway.js';
import { allRoutes } from './testing-routes.js';

/** A thing of every sort, by the parameter that names it, and by the route where several have the same. */
export async function belongings({ database }: TestGateway, userId: string): Promise<Record<string, string>> {
  const ids: Record<string, string> = { userId };
  for (const [name, sql, ...parameters] of things) {
    ids[name] = v7();
    await database.execute(sql, [ids[name], ...parameters.map((parameter) => ids[parameter])]);
  }
  const byRoute = allRoutes().map(({ path }) => [`${path} id`, ids[ofArea[path.split('/')[2] ?? ''] ?? 'jobId']]);
  return { ...Object.fromEntries(byRoute), ...ids, videoId: ids['uploadId'], taskId: ids['jobId'] };
}

/** What `:id` stands for, by the word after `/v1`. */
const ofArea: Readonly<Record<string, string>> = {
  artifacts: 'artifactId',
  projects: 'projectId',
  records: 'recordId',
  webhooks: 'webhookId',
  uploads: 'uploadId',
  glossaries: 'glossaryId',
  'translation-memory': 'memoryId',
  me: 'keyId',
};

/** A name, the statement that makes it, and what that takes after the id. */
const things: readonly (readonly [name: string, sql: string, ...parameters: string[]])[] = [
  ['projectId', `INSERT INTO projects (id, name) VALUES ($1, 'Hers')`],
  [
    'membership',
    `INSERT INTO project_members (project_id, user_id, role) SELECT $2::uuid, $3::uuid, 'owner' WHERE $1::uuid IS NOT NULL`,
    ...['projectId', 'userId'],
  ],
  [
    'uploadId',
    `INSERT INTO uploads (id, user_id, kind, name, media_type, bytes, sha256, probe)
     VALUES ($1, $2, 'video', 'x', 'video/mp4', 9, 'x', '{}')`,
    'userId',
  ],
  [
    'asset',
    'INSERT INTO project_assets (project_id, upload_id) SELECT $2::uuid, $3::uuid WHERE $1::uuid IS NOT NULL',
    ...['projectId', 'uploadId'],
  ],
  [
    'jobId',
    `INSERT INTO jobs (id, user_id, project_id, type, queue, status, input, output, finished_at)
     VALUES ($1, $2, $3, 'video.process', 'video', 'failed', jsonb_build_object('uploadId', $4::text), '{}', now())`,
    ...['userId', 'projectId', 'uploadId'],
  ],
  [
    'artifactId',
    `INSERT INTO artifacts (id, job_id, name, kind, media_type, bytes, sha256, storage_key)
     VALUES ($1, $2, 'x.srt', 'subtitles', 'text/plain', 9, 'x', 'x')`,
    'jobId',
  ],
  [
    'recordId',
    `INSERT INTO records (id, user_id, project_id, upload_id, title, words) VALUES ($1, $2, $3, $4, 'Hers', '')`,
    ...['userId', 'projectId', 'uploadId'],
  ],
  [
    'webhookId',
    `INSERT INTO webhooks (id, user_id, url, events, secret) VALUES ($1, $2, 'https://example.org', '[]', 'x')`,
    'userId',
  ],
  [
    'deliveryId',
    `INSERT INTO webhook_deliveries (id, webhook_id, event, body, status) VALUES ($1, $2, 'webhook.test', 'x', 'failed')`,
    'webhookId',
  ],
  [
    'glossaryId',
    `INSERT INTO glossaries (id, user_id, name, from_language, to_language, terms) VALUES ($1, $2, 'x', 'en', 'es', '[]')`,
    'userId',
  ],
  [
    'memoryId',
    `INSERT INTO translation_memory (id, user_id, from_language, to_language, source, source_hash, target)
     VALUES ($1, $2, 'en', 'es', 'x', 'x', 'y')`,
    'userId',
  ],
  ['keyId', `INSERT INTO api_keys (id, user_id, name, hash) VALUES ($1, $2, 'x', 'x')`, 'userId'],
];

/** Everything of somebody, as text. */
export async function rowsOf({ database }: TestGateway, userId: string) {
  const rows: string[] = [];
  for (const { table, of } of personalTables) {
    const found = await database.query<{ row: string }>(`SELECT to_jsonb(r)::text AS row FROM ${table} r WHERE ${of}`, [
      userId,
    ]);
    rows.push(...found.map(({ row }) => `${table} ${row}`).sort());
  }
  return rows;
}
