import { testStores } from '@polyspool/service/testing/env';
import { CorpusSums } from './corpus-sums.js';
import { mergeStatistics, noStatistics } from './merge-statistics.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

const many = 10_000;

describe('sums over the corpus', () => {
  let house: TestRecords;
  let sums: CorpusSums;
  let userId: string;
  beforeAll(async () => {
    house = await openTestRecords(testStores().TEST_DATABASE_URL);
    sums = new CorpusSums(house.database);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    await house.empty();
    userId = await house.addUser();
  });

  const add = (fields: string, count = 1, owner = userId) =>
    house.database.execute(
      `INSERT INTO records (id, user_id, title, words, processing_state, created_at, language, contributor, category, measures, upload_id)
       SELECT gen_random_uuid(), $1, 'Record ' || n, '', ${fields} FROM generate_series(1, $2::int) n`,
      [owner, count],
    );
  const measured = (seconds: number, speech: number, ...flags: string[]) =>
    `'${JSON.stringify({ durationSeconds: seconds, speechSeconds: speech, flags })}'::jsonb`;
  const all = async (size: number) => {
    const parts = [];
    for (const range of await sums.ranges({ userId }, size)) parts.push(await sums.of({ userId }, range));
    return mergeStatistics(parts);
  };

  it('tell hours by language, contributor, category, quality and month', async () => {
    await add(`'processed', '2026-10-31T23:59:59Z', 'te', 'Ravi', 'song', ${measured(5400, 3600)}, NULL`);
    await add(
      `'processed', '2026-11-01T00:00:00Z', 'te', 'Lakshmi', NULL, ${measured(1800, 900, 'noisy', 'tooQuiet')}, NULL`,
    );
    await house.database.execute(
      `INSERT INTO uploads (id, user_id, kind, name, media_type, bytes, sha256, probe)
       VALUES ('00000000-0000-4000-8000-000000000001', $1, 'audio', 'a', 'audio/wav', 1, 'a', '{"durationSeconds": 3600.5}')`,
      [userId],
    );
    await add(`'failed', '2026-11-30T00:00:00Z', NULL, 'Ravi', 'song', NULL, '00000000-0000-4000-8000-000000000001'`);
    await add(`'none', now(), 'te', 'Ravi', 'song', NULL, NULL`, 1, await house.addUser());

    const share = (name: string, records: number, seconds: number, speech: number) => ({
      ...{ name, records, hours: seconds / 3600, speechHours: speech / 3600 },
    });
    expect(await all(100)).toEqual({
      ...{ records: 3, processed: 2, hours: 10_800.5 / 3600, speechHours: 1.25 },
      byLanguage: [share('te', 2, 7200, 4500), share('', 1, 3600.5, 0)],
      byContributor: [share('Ravi', 2, 9000.5, 3600), share('Lakshmi', 1, 1800, 900)],
      byCategory: [share('song', 2, 9000.5, 3600), share('', 1, 1800, 900)],
      byQuality: [
        share('good', 1, 5400, 3600),
        share('', 1, 3600.5, 0),
        share('noisy', 1, 1800, 900),
        share('tooQuiet', 1, 1800, 900),
      ],
      growth: [share('2026-10', 1, 5400, 3600), share('2026-11', 2, 5400.5, 900)],
    });
  });

  it('of nothing are nothing', async () => {
    expect(await sums.ranges({ userId }, 10)).toEqual([]);
    expect(await all(10)).toEqual(noStatistics);
  });

  it('are the same however the records are cut, and hold little at once', async () => {
    const fields = `(ARRAY['none','processed'])[1 + n % 2], now() - n * interval '1 h', (ARRAY['te','hi','en',NULL])[1 + n % 4],
      'Speaker ' || n % 300, 'Category ' || n % 12,
      jsonb_build_object('durationSeconds', n % 977 + 0.123, 'speechSeconds', n % 331,
        'flags', CASE n % 3 WHEN 0 THEN '[]'::jsonb ELSE '["noisy","clipped"]' END), NULL`;
    await add(fields, many);

    const before = process.memoryUsage.rss();
    const start = performance.now();
    const whole = await all(many);
    const wholeMs = performance.now() - start;
    const cut = await all(500);
    const cutMs = performance.now() - start - wholeMs;

    expect(cut).toEqual(whole);
    expect(whole).toMatchObject({ records: many, processed: many / 2 });
    expect(await sums.ranges({ userId }, 500)).toHaveLength(20);
    const grownMb = Math.round((process.memoryUsage.rss() - before) / 2 ** 20);
    console.info({ records: many, wholeMs: Math.round(wholeMs), cutMs: Math.round(cutMs), grownMb });
  });
});
