import { testStores } from '@polyspool/service/testing/env';
import { v7 } from 'uuid';
import { Glossaries } from './glossaries.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('glossaries', () => {
  let records: TestRecords;
  let glossaries: Glossaries;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    glossaries = new Glossaries(records.database, 2);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    anna = await records.addUser();
  });

  const sea = { name: 'Sea', from: 'en', to: 'es', terms: [{ source: 'bow', target: 'proa' }] };

  it('are kept, changed in part, and removed', async () => {
    const { id } = await glossaries.add(anna, sea);

    const changed = await glossaries.change(anna, id, { name: 'The sea' });

    expect(changed).toMatchObject({ ...sea, name: 'The sea' });
    expect(await glossaries.find(anna, id)).toEqual(changed);
    expect(await glossaries.change(anna, id, { terms: [] })).toMatchObject({ name: 'The sea', terms: [] });
    await glossaries.remove(anna, id);
    await expect(glossaries.find(anna, id)).rejects.toMatchObject({ code: 'glossary.unknown' });
  });

  it('are listed newest first, with the number of their terms', async () => {
    const first = await glossaries.add(anna, sea);
    const second = await glossaries.add(anna, { ...sea, terms: [] });

    const [newest, ...older] = await glossaries.list(anna, { limit: 1 });
    const rest = await glossaries.list(anna, { limit: 9, before: newest!.id });

    expect(older).toEqual([]);
    expect([newest!, ...rest].map(({ id, termCount }) => [id, termCount])).toEqual([
      [second.id, 0],
      [first.id, 1],
    ]);
    expect(newest).not.toHaveProperty('terms');
  });

  it('of others are as unknown as those that nobody has', async () => {
    const { id } = await glossaries.add(anna, sea);
    const ben = await records.addUser();

    for (const unknown of [id, v7()]) {
      for (const asked of [
        glossaries.find(ben, unknown),
        glossaries.change(ben, unknown, { name: 'Mine' }),
        glossaries.remove(ben, unknown),
      ])
        await expect(asked).rejects.toMatchObject({ code: 'glossary.unknown' });
    }
    expect(await glossaries.list(ben, { limit: 9 })).toEqual([]);
    expect(await glossaries.find(anna, id)).toMatchObject({ name: 'Sea' });
  });

  it('are limited in number for each person, and end with them', async () => {
    await glossaries.add(anna, sea);
    await glossaries.add(anna, sea);
    await expect(glossaries.add(anna, sea)).rejects.toMatchObject({ code: 'quota.glossaries', status: 429 });
    await glossaries.add(await records.addUser(), sea);

    await records.database.execute('DELETE FROM users WHERE id = $1', [anna]);

    expect(await records.database.query('SELECT 1 FROM glossaries')).toHaveLength(1);
  });
});
