import { eventually } from '@polyspool/service/testing/eventually';
import { testStores } from '@polyspool/service/testing/env';
import { whileLeading } from './leadership.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

const aborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) return resolve();
    signal.addEventListener('abort', () => resolve());
  });

interface Candidacy {
  readonly lead?: () => Promise<void>;
  readonly place?: string;
}

describe('leadership', () => {
  let records: TestRecords;
  let stops: (() => Promise<void>)[];
  beforeEach(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    stops = [];
  });
  afterEach(async () => {
    await Promise.all(stops.map((stop) => stop()));
    await records.close();
  });

  /** Names of those who lead now, and of all who ever did. */
  const leading = new Set<string>();
  const led: string[] = [];
  beforeEach(() => {
    leading.clear();
    led.length = 0;
  });
  /** Those in one place are in one process. */
  function candidate(name: string, lock = 'test', { lead, place = name }: Candidacy = {}) {
    const control = new AbortController();
    const errors: unknown[] = [];
    const running = whileLeading(
      `${records.url}?place=${encodeURIComponent(place)}`,
      lock,
      async (signal) => {
        leading.add(name);
        led.push(name);
        await (lead?.() ?? aborted(signal)).finally(() => leading.delete(name));
      },
      { signal: control.signal, onError: (error) => errors.push(error) },
    );
    const stop = () => {
      control.abort();
      return running;
    };
    stops.push(stop);
    return { stop, errors };
  }

  it('is one candidate at a time; the next one follows when it stops', async () => {
    const first = candidate('first');
    await eventually(() => expect([...leading]).toEqual(['first']));
    candidate('second');
    await eventually(async () =>
      expect(
        await records.database.query(`SELECT 1 FROM pg_stat_activity WHERE application_name = 'polyspool leading'
          AND datname = current_database()`),
      ).toHaveLength(2),
    );
    expect([...leading]).toEqual(['first']);

    await first.stop();

    await eventually(() => expect([...leading]).toEqual(['second']));
  });

  it('is one for each name, and all of a process are on one connection', async () => {
    candidate('of a', 'a', { place: 'here' });
    candidate('of b', 'b', { place: 'here' });
    candidate('also of a', 'a', { place: 'here' });

    await eventually(() => expect(leading.size).toBe(2));
    expect(
      await records.database.query(
        `SELECT 1 FROM pg_stat_activity WHERE application_name = 'polyspool leading' AND datname = current_database()`,
      ),
    ).toHaveLength(1);
  });

  it('goes from one to the other in one process too', async () => {
    const first = candidate('first', 'test', { place: 'here' });
    await eventually(() => expect(led).toEqual(['first']));
    candidate('second', 'test', { place: 'here' });

    await first.stop();

    await eventually(() => expect([...leading]).toEqual(['second']));
    expect(led).toEqual(['first', 'second']);
  });

  it('is lost with the connection, and somebody takes it over', async () => {
    const first = candidate('first');
    candidate('second');
    await eventually(() => expect(leading.size).toBe(1));
    const before = led.length;

    await records.cut('polyspool leading');

    await eventually(() => {
      expect(led.length).toBeGreaterThan(before);
      expect(leading.size).toBe(1);
    });
    await first.stop();
    await eventually(() => expect([...leading]).toEqual(['second']));
  });

  it('is tried again after an error, which is told', async () => {
    let times = 0;
    const { errors } = candidate('once broken', 'test', {
      lead: async () => {
        if (++times === 1) throw new Error('broken');
      },
    });

    await eventually(() => expect(times).toBeGreaterThan(1));

    expect(errors).toEqual([new Error('broken')]);
  });

  it('ends on abort, while leading and while waiting', async () => {
    const first = candidate('first');
    await eventually(() => expect(leading.size).toBe(1));
    const second = candidate('second');

    await second.stop();
    await first.stop();

    expect(led).toEqual(['first']);
    expect([...first.errors, ...second.errors]).toEqual([]);
    await eventually(async () =>
      expect(
        await records.database.query(
          `SELECT 1 FROM pg_stat_activity WHERE application_name = 'polyspool leading' AND datname = current_database()`,
        ),
      ).toEqual([]),
    );
  });
});
