import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import type { Account, AccountedJobs } from './account.ts';
import type { DebugInput } from './load-plan.ts';

interface Published {
  readonly jobId: string;
  readonly status: string;
  readonly key: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** Compares what is published with the bytes on the disk. */
export async function accountForFiles(
  database: pg.Pool,
  storage: string,
  { accepted, userIds }: AccountedJobs,
): Promise<Partial<Account>> {
  const { rows } = await database.query<Published>(published, [userIds]);
  const { rows: jobs } = await database.query<{ id: string; status: string }>(allJobs, [userIds]);
  const done = new Set(jobs.filter(({ status }) => status === 'succeeded').map(({ id }) => id));
  const wrong = rows.flatMap((file) => wrongIn(storage, file));
  for (const { id, planned } of accepted.filter(({ id }) => done.has(id))) {
    const { artifactBytes = 0 } = planned.input as Partial<DebugInput>;
    const own = rows.filter(({ jobId }) => jobId === id);
    if (planned.type === 'system.debug' && own.length !== (artifactBytes > 0 ? 1 : 0))
      wrong.push(`${planned.key} (${id}) has published ${own.length} files`);
    if (artifactBytes > 0 && own.some(({ bytes }) => bytes !== artifactBytes))
      wrong.push(`${planned.key} (${id}) has published ${own[0]?.bytes} bytes where ${artifactBytes} were due`);
  }
  const torn = jobs.flatMap(({ id }) => namesBelow(join(storage, 'jobs', id))).filter((name) => name.endsWith('.part'));
  const homes = rows.map(({ key }) => join(storage, key, '..'));
  return {
    wrong: [...wrong, ...torn.filter((path) => homes.some((home) => path.startsWith(home)))],
    notes: torn.length > 0 ? [`${torn.length} remainders of killed writes, published by nobody`] : [],
  };
}

function wrongIn(storage: string, { jobId, status, key, bytes, sha256 }: Published): string[] {
  if (status !== 'succeeded') return [`${jobId} is ${status} and has published ${key}`];
  const path = join(storage, key);
  if (!existsSync(path)) return [`${key} is published and not there`];
  const content = readFileSync(path);
  if (content.length !== bytes) return [`${key} has ${content.length} bytes where ${bytes} are published`];
  const isWhole = createHash('sha256').update(content).digest('hex') === sha256;
  return isWhole ? [] : [`${key} is not what is published: its SHA-256 differs`];
}

function namesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name));
}

const published = `
  SELECT a.job_id AS "jobId", j.status, a.storage_key AS key, a.bytes::float8 AS bytes, a.sha256
  FROM artifacts a JOIN jobs j ON j.id = a.job_id WHERE j.user_id = ANY($1)`;

const allJobs = `SELECT id, status FROM jobs WHERE user_id = ANY($1)`;
