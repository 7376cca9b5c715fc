import type pg from 'pg';
import type { Account, AccountedJobs } from './account.ts';
import type { LoadClient } from './load-client.ts';

const atOnce = 8;

/** Asks as the owner does: the API must say of each job what Postgres does. */
export async function accountForAnswers(
  database: pg.Pool,
  client: LoadClient,
  { accepted, userIds }: AccountedJobs,
): Promise<Partial<Account>> {
  const { rows } = await database.query<{ id: string; status: string; seq: number }>(states, [userIds]);
  const known = new Map(rows.map((row) => [row.id, row]));
  const wrong: string[] = [];
  const waiting = [...accepted];
  const askOneAfterAnother = async () => {
    for (let job = waiting.pop(); job; job = waiting.pop()) {
      const { status, body } = await client.ask('GET', `/v1/jobs/${job.id}`, job.planned.user);
      const row = known.get(job.id);
      if (status !== 200) wrong.push(`${job.id} is answered with ${status}`);
      else if (row && (body['status'] !== row.status || body['seq'] !== row.seq))
        wrong.push(`${job.id} is ${String(body['status'])} over HTTP and ${row.status} in Postgres`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askOneAfterAnother));
  return { wrong };
}

const states = `SELECT id, status, seq FROM jobs WHERE user_id = ANY($1) AND parent_id IS NULL`;
