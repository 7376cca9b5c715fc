import type { NewRecord } from '@polyspool/contracts/records';
import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { Records } from './records.js';
import type { RecordFilter } from './records-query.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('records of the corpus', () => {
  let house: TestRecords;
  let records: Records;
  let userId: string;
  beforeAll(async () => {
    house = await openTestRecords(testStores().TEST_DATABASE_URL);
    records = new Records(house.database);
  });
  afterAll(() => house.close());
  beforeEach(async () => {
    await house.empty();
    userId = await house.addUser();
  });

  const add = (title: string, more: Partial<NewRecord> = {}) => records.add(userId, { title, ...more });
  const titles = async (filter: Partial<RecordFilter> = {}) =>
    (await records.list({ userId, limit: 50, ...filter })).map(({ title }) => title);

  it.each([
    ['Telugu, whole words', 'గోదావరి పాటలు', 'గోదావరి'],
    ['Telugu, the beginning of a word', 'గోదావరి పాటలు', 'గోదా'],
    ['Telugu, written with a joiner', 'క్\u200dష పాట', 'క్ష'],
    ['Hindi', 'लोक कथाएँ', 'कथाएँ'],
    ['Japanese, which has no spaces', '東京の昔話です', '昔話'],
    ['Arabic', 'حكايات شعبية', 'شعبية'],
    ['other case and width', 'Straße ＡＢＣ', 'abc'],
    ['signs that mean something to Postgres', `o'clock \\ & | ! :* "x"`, `O'CLOCK & x`],
  ])('are found by words: %s', async (_name, title, q) => {
    await add(title);
    await add('Something else');

    expect(await titles({ q })).toEqual([title]);
  });

  it('are not found by parts of letters, by what is not there, or by no words at all', async () => {
    await add('గోదావరి పాటలు');

    for (const q of ['దావరి', 'గోదావరి కథ', '!?', '']) expect(await titles({ q })).toEqual([]);
  });

  it('are found by all that is written about them, and by what is said in them', async () => {
    await add('A', { description: 'by the river', place: 'Rajahmundry', contributor: 'Lakshmi', licence: 'CC-BY-4.0' });
    const { id } = await add('B', { uploadId: await addUpload() });
    await house.database.execute(`UPDATE records SET said = array_to_tsvector(ARRAY['నమస్తే']) WHERE id = $1`, [id]);

    expect(await titles({ q: 'lakshmi raja river by' })).toEqual(['A']);
    expect(await titles({ q: 'b నమస్తే' })).toEqual(['B']);
  });

  it('are filtered, newest first, and cut into pages', async () => {
    await add('A', { language: 'te-IN', category: 'song' });
    await add('B', { language: 'te', category: 'story', contributor: 'Ravi' });
    const c = await add('C', { language: 'tet', category: 'song' });

    expect(await titles()).toEqual(['C', 'B', 'A']);
    expect(await titles({ language: 'te' })).toEqual(['B', 'A']);
    expect(await titles({ language: 'te-IN' })).toEqual(['A']);
    expect(await titles({ category: 'song', before: c.id })).toEqual(['A']);
    expect(await titles({ contributor: 'Ravi', state: 'none' })).toEqual(['B']);
    expect(await titles({ state: 'processed' })).toEqual([]);
    expect(await titles({ limit: 1 })).toEqual(['C']);
  });

  it('change in part, lose what is set to nothing, and what was measured of another recording', async () => {
    const [first, second] = [await addUpload(), await addUpload()];
    const { id } = await add('A', { description: 'old', category: 'song', uploadId: first });
    await house.database.execute(
      `UPDATE records SET processing_state = 'processed', measures = '{}', said = array_to_tsvector(ARRAY['word'])`,
    );

    await records.change(id, { title: 'B', description: null, uploadId: first }, userId);
    expect((await records.find(id, userId)).record).toMatchObject({
      title: 'B',
      category: 'song',
      state: 'processed',
    });
    expect((await records.find(id, userId)).record).not.toHaveProperty('description');
    expect(await titles({ q: 'old' })).toEqual([]);
    await records.change(id, { uploadId: second }, userId);

    const changed = (await records.find(id, userId)).record;
    expect(changed).toMatchObject({ state: 'none', uploadId: second, upload: { id: second, bytes: 1 } });
    expect(changed).not.toHaveProperty('measures');
    expect(await titles({ q: 'word' })).toEqual([]);
  });

  it('stay when their recording goes, and are no more than a person may have', async () => {
    const uploadId = await addUpload();
    const { id } = await add('A', { uploadId });
    await house.database.execute('DELETE FROM uploads WHERE id = $1', [uploadId]);

    expect((await records.find(id, userId)).record).not.toHaveProperty('uploadId');
    const few = new Records(house.database, 1);
    await expect(few.add(userId, { title: 'B' })).rejects.toMatchObject({ code: 'quota.records' });
    await expect(few.add(await house.addUser(), { title: 'B' })).resolves.toMatchObject({ title: 'B' });
  });

  it('are no more than a person may have, though they come at once', async () => {
    const few = new Records(house.database, 2);

    const added = await Promise.allSettled(['A', 'B', 'C', 'D', 'E'].map((title) => few.add(userId, { title })));

    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await titles()).toHaveLength(2);
  });

  it('are unknown to others', async () => {
    const { id } = await add('A');
    const other = await house.addUser();

    await expect(records.find(id, other)).rejects.toMatchObject({ code: 'record.unknown' });
    expect(await records.named([id], other)).toEqual([]);
    await expect(records.change(id, { title: 'B' }, other)).rejects.toMatchObject({ code: 'record.unknown' });
    await expect(records.remove(id, other)).rejects.toMatchObject({ code: 'record.unknown' });
    await records.remove(id, undefined);
    expect(await titles()).toEqual([]);
  });

  async function addUpload() {
    const id = v7();
    await house.database.execute(
      `INSERT INTO uploads (id, user_id, kind, name, media_type, bytes, sha256, probe)
       VALUES ($1, $2, 'audio', 'a.wav', 'audio/wav', 1, $3, '{"demuxer":"wav","durationSeconds":1,"audioTracks":[]}')`,
      [id, userId, id],
    );
    return id;
  }
});
