import { testStores } from '@polyspool/service/testing/env';
import { AddressChecks } from './address-checks.js';
import { noticesOf } from './database.module.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('mails that ask whether an address is theirs', () => {
  let records: TestRecords;
  let checks: AddressChecks;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    checks = new AddressChecks(records.database, noticesOf(records.database));
  });
  afterAll(() => records.close());
  const refused = (answers: PromiseSettledResult<void>[]) =>
    answers.filter(({ status }) => status === 'rejected').length;

  it('are three within an hour for one person, whatever the addresses, also at the same time', async () => {
    const userId = await records.addUser();

    const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, at) => checks.ask(userId, `address ${at}`)));

    expect(refused(answers)).toBe(5);
    await expect(checks.ask(userId, 'another')).rejects.toMatchObject({ code: 'quota.addressChecks' });
    await records.database.execute(`UPDATE address_checks SET asked_at = asked_at - interval '61 minutes'`);
    await checks.ask(userId, 'another');
  });

  it('are six within an hour for one address, whoever names it, also at the same time', async () => {
    const people = await Promise.all(Array.from({ length: 9 }, () => records.addUser()));

    const answers = await Promise.allSettled(people.map((userId) => checks.ask(userId, 'victim')));

    expect(refused(answers)).toBe(3);
  });

  it('are taken once, and again when their time has come', async () => {
    await records.database.execute('DELETE FROM address_checks');
    const userId = await records.addUser();
    await checks.ask(userId, 'mine');

    const [one, other] = await Promise.all([checks.take(), checks.take()]);
    expect([...one, ...other]).toMatchObject([{ userId, addressHash: 'mine' }]);
    await records.database.execute('UPDATE address_checks SET next_at = now()');
    const [again] = await checks.take();
    await checks.finish(again!.id);
    await records.database.execute('UPDATE address_checks SET next_at = now()');

    expect(await checks.take()).toEqual([]);
  });
});
