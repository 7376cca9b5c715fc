import type pg from 'pg';

const chunk = 10_000;

/** Records of one upload's owner, all with that recording. Answers their ids. */
export async function namedRecords(database: pg.Client, uploadId: string, count: number): Promise<string[]> {
  const { rows } = await database.query<{ id: string }>(
    `INSERT INTO records (id, user_id, title, words, upload_id)
     SELECT gen_random_uuid(), user_id, 'Record ' || n, '', id FROM uploads, generate_series(1, $2::int) n
     WHERE id = $1 RETURNING id`,
    [uploadId, count],
  );
  return rows.map(({ id }) => id);
}

/** Records of the user of a local start: three languages, 600 contributors, nine months. */
export async function measuredRecords(database: pg.Client, count: number) {
  for (let from = 0; from < count; from += chunk) {
    await database.query(
      `INSERT INTO records (id, user_id, title, words, processing_state, created_at, language, contributor, category, measures)
       SELECT gen_random_uuid(), (SELECT id FROM users WHERE role = 'user' ORDER BY created_at LIMIT 1), 'Record ' || n, '',
         'processed', '2026-11-01'::timestamptz - n % 9 * interval '31 d', (ARRAY['te','hi','en'])[1 + n % 3],
         'Contributor ' || n % 600, 'novel', jsonb_build_object('durationSeconds', 36, 'speechSeconds', 18,
           'flags', CASE n % 4 WHEN 0 THEN '["noisy"]'::jsonb ELSE '[]' END)
       FROM generate_series($1::int, $2::int) n`,
      [from + 1, Math.min(count, from + chunk)],
    );
  }
}
