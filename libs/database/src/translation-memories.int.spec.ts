import { testStores } from '@polyspool/service/testing/env';
import { openTestRecords, type TestRecords } from './testing-records.js';
import { TranslationMemories } from './translation-memories.js';

describe('a translation memory', () => {
  let records: TestRecords;
  let memories: TranslationMemories;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    memories = new TranslationMemories(records.database, 3);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    anna = await records.addUser();
  });

  const pair = { from: 'en', to: 'es' };
  const said = (source: string, target = `${source}!`) => ({ source, target });

  it('answers what was said last of each text, newest last: of texts that read the same the last one holds', async () => {
    await memories.remember(anna, pair, [said('one'), said('two', 'dos'), said('two', 'Dos')]);
    await memories.remember(anna, pair, [said('one', 'uno')]);

    expect(await memories.of(anna, pair)).toEqual([said('two', 'Dos'), said('one', 'uno')]);
  });

  it('forgets the oldest of a pair when there are too many', async () => {
    await memories.remember(anna, { from: 'de', to: 'es' }, [said('old')]);
    await memories.remember(
      anna,
      pair,
      ['one', 'two', 'three'].map((text) => said(text)),
    );

    await memories.remember(anna, pair, [said('one', 'again'), said('four'), said('five')]);

    expect(await memories.of(anna, pair)).toEqual([said('one', 'again'), said('four'), said('five')]);
    expect(await memories.of(anna, { from: 'de', to: 'es' })).toEqual([said('old')]);
  });

  it('does not mind regions, nor how long a text is', async () => {
    const long = '語'.repeat(2_000);

    await memories.remember(anna, { from: 'en-GB', to: 'es-MX' }, [said(long)]);

    expect(await memories.of(anna, { from: 'en-US', to: 'es' })).toEqual([said(long)]);
  });

  it('is listed by page and by language, and forgotten in part or whole', async () => {
    await memories.remember(anna, pair, [said('one'), said('two')]);
    await memories.remember(anna, { from: 'de', to: 'es' }, [said('eins')]);

    const [newest, second] = await memories.list(anna, { limit: 2 });
    const rest = await memories.list(anna, { limit: 9, before: second!.id });
    expect([newest, second, ...rest].map((item) => item!.source)).toEqual(['eins', 'two', 'one']);
    expect(await memories.list(anna, { limit: 9, from: 'de' })).toEqual([newest]);

    await memories.remove(anna, second!.id);
    expect([await memories.forget(anna, pair), await memories.forget(anna, {})]).toEqual([1, 1]);
    expect(await memories.list(anna, { limit: 9 })).toEqual([]);
  });

  it('belongs to one person, and ends with them', async () => {
    await memories.remember(anna, pair, [said('one')]);
    const id = (await memories.list(anna, { limit: 1 }))[0]!.id;
    const ben = await records.addUser();

    expect(await memories.of(ben, pair)).toEqual([]);
    expect(await memories.forget(ben, {})).toBe(0);
    await expect(memories.remove(ben, id)).rejects.toMatchObject({ code: 'memory.unknown', status: 404 });
    await records.database.execute('DELETE FROM users WHERE id = $1', [anna]);
    expect(await records.database.query('SELECT 1 FROM translation_memory')).toEqual([]);
  });
});
