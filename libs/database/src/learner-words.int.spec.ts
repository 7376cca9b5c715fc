import type { WordChange } from '@polyspool/contracts/learner';
import { testStores } from '@polyspool/service/testing/env';
import { LearnerWords } from './learner-words.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('the words of a learner', () => {
  let records: TestRecords;
  let words: LearnerWords;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    words = new LearnerWords(records.database);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    anna = await records.addUser();
  });

  const german = (lemma: string, state: WordChange['state'] = 'known', step?: number): WordChange => ({
    language: 'de',
    lemma,
    state,
    step,
  });
  const lemmas = async (filter = {}, userId = anna) =>
    (await words.list(userId, { limit: 200, ...filter })).map(({ lemma }) => lemma);

  it('are kept with their state, and with their step while they are learned', async () => {
    await words.change(anna, [german('Haus', 'learning', 3), german('Baum', 'learning'), german('und', 'ignored')]);

    expect(await words.list(anna, { limit: 10 })).toEqual([
      { language: 'de', lemma: 'Baum', state: 'learning', step: 1, updatedAt: expect.any(String) },
      { language: 'de', lemma: 'Haus', state: 'learning', step: 3, updatedAt: expect.any(String) },
      { language: 'de', lemma: 'und', state: 'ignored', updatedAt: expect.any(String) },
    ]);
  });

  it('are forgotten when they are new again', async () => {
    await words.change(anna, [german('Haus'), german('Baum')]);

    expect(await words.change(anna, [german('Haus', 'new'), german('Nebel', 'new')])).toBe(2);

    expect(await lemmas()).toEqual(['Baum']);
  });

  it('have the last of several states that come at once', async () => {
    await words.change(anna, [german('Haus', 'learning', 2), german('Haus', 'new'), german('Haus', 'known')]);

    expect(await words.statesOf(anna, 'de-AT', ['Haus'])).toEqual(new Map([['Haus', { state: 'known' }]]));
  });

  it('are the same in every region of a language', async () => {
    await words.change(anna, [{ language: 'de-CH', lemma: 'Velo', state: 'known' }]);

    expect(await lemmas({ language: 'de-DE' })).toEqual(['Velo']);
  });

  it('belong to one person', async () => {
    const ben = await records.addUser();
    await words.change(anna, [german('Haus')]);
    await words.change(ben, [german('Haus', 'ignored')]);

    expect(await words.forget(ben, 'de')).toBe(1);

    expect([await lemmas(), await lemmas({}, ben)]).toEqual([['Haus'], []]);
    expect(await words.statesOf(ben, 'de', ['Haus'])).toEqual(new Map());
  });

  it('are listed page by page, in one order that no language changes', async () => {
    await words.change(anna, [german('Zug'), german('Äpfel'), german('an'), { ...german('a'), language: 'sv' }]);

    const first = await words.list(anna, { limit: 2 });
    const last = first.at(-1)!;
    const rest = await words.list(anna, { limit: 9, after: [last.language, last.lemma] });

    expect([...first, ...rest].map(({ lemma }) => lemma)).toEqual(['Zug', 'an', 'Äpfel', 'a']);
  });

  it('are found by state, and by how they begin', async () => {
    await words.change(anna, [german('Haus'), german('hausen', 'learning'), german('50%'), german('Baum')]);

    expect(await lemmas({ prefix: 'HAUS' })).toEqual(['Haus', 'hausen']);
    expect(await lemmas({ prefix: '%' })).toEqual([]);
    expect(await lemmas({ state: 'learning' })).toEqual(['hausen']);
  });

  it('are found in any case of any alphabet', async () => {
    await words.change(anna, [german('Äpfel'), { language: 'ru', lemma: 'Москва', state: 'known' }]);

    expect(await lemmas({ prefix: 'Äpf' })).toEqual(['Äpfel']);
    expect(await lemmas({ prefix: 'äPF' })).toEqual(['Äpfel']);
    expect(await lemmas({ prefix: 'моск' })).toEqual(['Москва']);
  });

  it('can be changed and forgotten where there are more than are allowed now', async () => {
    await words.change(anna, [german('Haus'), german('Baum'), german('Zug')]);
    const few = new LearnerWords(records.database, 1);

    await few.change(anna, [german('Haus', 'ignored'), german('Baum', 'new')]);

    expect(await lemmas()).toEqual(['Haus', 'Zug']);
    expect(await words.statesOf(anna, 'de', ['Haus'])).toEqual(new Map([['Haus', { state: 'ignored' }]]));
    await few.change(anna, [german('Zug', 'new')]);
    expect(await lemmas()).toEqual(['Haus']);
  });

  it('are limited in number: then known ones can be changed, new ones are refused and nothing of them is done', async () => {
    const few = new LearnerWords(records.database, 2);
    await few.change(anna, [german('Haus'), german('Baum')]);

    const refused = few.change(anna, [german('Haus', 'new'), german('Zug'), german('Bus')]);

    await expect(refused).rejects.toMatchObject({ code: 'quota.words' });
    expect(await lemmas()).toEqual(['Baum', 'Haus']);
    await few.change(anna, [german('Haus', 'ignored'), german('Baum', 'new')]);
    await few.change(anna, [german('Zug')]);
    expect(await lemmas()).toEqual(['Haus', 'Zug']);
  });

  it('are taken a thousand at once', async () => {
    const many = Array.from({ length: 1_000 }, (_, index) => german(`Wort${index}`));

    expect(await words.change(anna, many)).toBe(1_000);

    expect(
      (
        await words.statesOf(
          anna,
          'de',
          many.map(({ lemma }) => lemma),
        )
      ).size,
    ).toBe(1_000);
  });

  it('end with their person', async () => {
    await words.change(anna, [german('Haus')]);

    await records.database.execute('DELETE FROM users WHERE id = $1', [anna]);

    expect(await records.database.query('SELECT 1 FROM learner_words')).toEqual([]);
  });
});
