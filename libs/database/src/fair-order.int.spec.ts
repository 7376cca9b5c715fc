import type { Priority } from '@polyspool/contracts/job-status';
import { testStores } from '@polyspool/service/testing/env';
import fc from 'fast-check';
import { Outbox, type WaitingJob } from './outbox.js';
import { headStartSeconds, secondsPerPlace } from './priorities.js';
import { openTestRecords, type TestRecords } from './testing-records.js';

const hour = 3_600;

/** What the order promises, in the plainest words: the turn of each job, and the smallest turn first. */
class FakeOutbox {
  #now = 0;
  readonly #open: { id: string; user: number; turn: number; isWaiting: boolean }[] = [];

  accept(id: string, user: number, priority: Priority) {
    const own = this.#open.filter((job) => job.user === user).length;
    this.#open.push({
      id,
      user,
      turn: this.#now + own * secondsPerPlace - headStartSeconds[priority],
      isWaiting: true,
    });
  }

  pass(seconds: number) {
    this.#now += seconds;
  }

  fill(windowSize: number): string[] {
    const room = windowSize - this.#open.filter((job) => !job.isWaiting).length;
    const waiting = this.#open.filter((job) => job.isWaiting).sort((a, b) => a.turn - b.turn);
    const chosen = waiting.slice(0, Math.max(0, room));
    for (const job of chosen) job.isWaiting = false;
    return chosen.map((job) => job.id);
  }

  /** Ends the first that is in Redis. */
  end(): string | undefined {
    const at = this.#open.findIndex((job) => !job.isWaiting);
    return at < 0 ? undefined : this.#open.splice(at, 1)[0]!.id;
  }
}

describe('the order of jobs', () => {
  let records: TestRecords;
  let outbox: Outbox;
  let users: string[];
  let passedS: number;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
    outbox = new Outbox(records.database);
  });
  afterAll(() => records.close());

  const begin = async (userCount: number) => {
    passedS = 0;
    await records.empty();
    users = await Promise.all(Array.from({ length: userCount }, () => records.addUser()));
  };
  const accept = async (user: number, priority: Priority) => (await records.accept(users[user]!, { priority })).id;
  const fill = async (windowSize: number) => {
    const put: WaitingJob[] = [];
    await outbox.fill('video', windowSize, async (jobs) => void put.push(...jobs));
    return put;
  };
  const end = (id: string) =>
    records.database.execute(`UPDATE jobs SET status = 'succeeded', finished_at = now() WHERE id = $1`, [id]);
  /** Time goes by: all that is there has come so much earlier. */
  const pass = async (seconds: number) => {
    passedS += seconds;
    await records.database.execute(`UPDATE outbox SET turn_at = turn_at - $1 * interval '1 s'`, [seconds]);
  };

  const step = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({ user: fc.nat(3), priority: fc.constantFrom('low', 'normal', 'high', 'urgent') }),
    },
    { weight: 1, arbitrary: fc.record({ seconds: fc.integer({ min: 1, max: 30 * hour }) }) },
    { weight: 1, arbitrary: fc.record({ windowSize: fc.integer({ min: 1, max: 12 }) }) },
    { weight: 1, arbitrary: fc.constant('end' as const) },
  );

  it('is that of the reference, whatever comes, however long it waits, and whatever ends', async () => {
    const follows = fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      await begin(4);
      const reference = new FakeOutbox();
      for (const taken of [...steps, { windowSize: 100 }]) {
        if (taken === 'end') {
          const id = reference.end();
          if (id) await end(id);
        } else if ('user' in taken) {
          reference.accept(await accept(taken.user, taken.priority), taken.user, taken.priority);
        } else if ('seconds' in taken) {
          reference.pass(taken.seconds);
          await pass(taken.seconds);
        } else {
          expect((await fill(taken.windowSize)).map(({ id }) => id)).toEqual(reference.fill(taken.windowSize));
        }
      }
    });

    await fc.assert(follows, { numRuns: 30 });
  }, 60_000);

  /** One slot takes, as BullMQ does, the job whose turn comes first of those in Redis, and is busy with it for so long. */
  const drain = async (count: number, busyS: number, meanwhile: (ended: number) => Promise<void>) => {
    const ended: string[] = [];
    const inRedis: WaitingJob[] = [];
    while (ended.length < count) {
      for (const job of await fill(20)) inRedis.push({ ...job, turn: job.turn + passedS });
      const [next] = inRedis.sort((a, b) => a.turn - b.turn).splice(0, 1);
      if (!next) break;
      await pass(busyS);
      await end(next.id);
      ended.push(next.id);
      await meanwhile(ended.length);
    }
    return ended;
  };

  it('lets a newcomer through, however long the backlog of another is', async () => {
    await begin(2);
    for (let made = 0; made < 300; made++) await accept(0, 'normal');
    const few: string[] = [];

    const ended = await drain(60, 60, async (count) => {
      if (count === 10) for (let made = 0; made < 20; made++) few.push(await accept(1, 'normal'));
    });

    const places = few.map((id) => ended.indexOf(id) + 1);
    process.stdout.write(
      `fairness: 20 jobs that come 11th, behind 290 of another, are served at ${places.join(' ')}\n`,
    );
    expect(places[0]).toBe(11);
    expect(places.every((place) => place > 0)).toBe(true);
  }, 30_000);

  it('lets nothing starve: a low job waits a day and two hours among urgent ones that never end', async () => {
    await begin(6);
    const busyS = 360;
    for (let made = 0; made < 10; made++) await accept(1 + (made % 5), 'urgent');
    const low = await accept(0, 'low');

    const ended = await drain(400, busyS, async (count) => void (await accept(1 + (count % 5), 'urgent')));

    const waitedHours = (ended.indexOf(low) * busyS) / hour;
    process.stdout.write(`starvation: a low job among urgent ones that never end waits ${waitedHours.toFixed(1)} h\n`);
    expect(waitedHours).toBeGreaterThan(24);
    expect(waitedHours).toBeLessThan(28);
  }, 60_000);
});
