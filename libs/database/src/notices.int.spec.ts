import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { Notices } from './notices.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

describe('notices', () => {
  let records: TestRecords;
  let heard: string[];
  beforeEach(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    heard = [];
  });
  afterEach(() => records.close());

  it('reach every listener of their channel, and say first that something may have been missed', async () => {
    const other: unknown[] = [];
    await records.notices.listen('news', (payload) => heard.push(payload ?? 'start again'));
    await records.notices.listen('other', (payload) => other.push(payload ?? 'start again'));

    records.notices.tell('news', 'a:b');

    await eventually(() => expect(heard).toEqual(['start again', 'a:b']));
    expect(other).toEqual(['start again']);
  });

  it('that say the same are told once', async () => {
    const sent: string[][] = [];
    const notices = new Notices(
      records.url,
      async (_channel, payloads) => void sent.push(payloads),
      () => undefined,
    );

    for (let count = 0; count < 100; count++) notices.tell('news', `job ${count % 3}`);
    await eventually(() => expect(sent).toEqual([['job 0', 'job 1', 'job 2']]));
    await notices.onApplicationShutdown();
  });

  it('are told again when they could not be told', async () => {
    const sent: string[][] = [];
    const errors: unknown[] = [];
    const notices = new Notices(
      records.url,
      async (_channel, payloads) => {
        sent.push(payloads);
        if (sent.length === 1) throw new Error('cut');
      },
      (error) => errors.push(error),
    );

    notices.tell('news', 'the last of them');
    await eventually(() => expect(sent).toEqual([['the last of them'], ['the last of them']]));
    await notices.onApplicationShutdown();

    expect(errors).toEqual([new Error('cut')]);
  });

  it('are heard again after the connection was cut, which is told', async () => {
    await records.notices.listen('news', (payload) => heard.push(payload ?? 'start again'));

    await records.cut('polyspool listener');

    await eventually(() => expect(heard).toEqual(['start again', 'start again']));
    records.notices.tell('news', 'after the cut');
    await eventually(() => expect(heard.at(-1)).toBe('after the cut'));
  });
});
