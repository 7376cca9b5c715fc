import { testStores } from '@polyspool/service/testing/env';
import { perJob, slotTime, wholeJob } from './learned-rates.js';
import { forecastErrors, learn, learnedRates, type StepTaken } from './step-rates.js';
import { openTestRecords, setJob, type TestRecords } from './testing-records.js';

const [type, unit] = ['video.process', 'mediaSeconds'];
const taken = (seconds: number, more: Partial<StepTaken> = {}): StepTaken => ({
  type,
  step: 'split',
  seconds,
  unit: null,
  amount: null,
  savedSeconds: 0,
  ...more,
});

describe('learning how long things take', () => {
  let records: TestRecords;
  let anna: string;
  beforeAll(async () => {
    records = await openTestRecords(testStores().TEST_DATABASE_URL);
  });
  afterAll(() => records.close());
  beforeEach(async () => {
    await records.empty();
    await records.database.execute('TRUNCATE step_rates, eta_errors');
    anna = await records.addUser();
  });

  const learnFrom = (steps: readonly StepTaken[], ids: readonly string[] = []) =>
    records.database.transaction((tx) => learn(tx, steps, ids));
  const samples = async () =>
    Object.fromEntries(
      (await learnedRates(records.database)).map((rate) => [`${rate.step} ${rate.unit}`, rate.samples]),
    );
  /** Ran from noon for so many seconds, first forecast at noon to end after so many. */
  const ended = async (seconds: number, columns: object = {}, forecastSeconds?: number) => {
    const { id } = await records.accept(anna);
    const noon = Date.UTC(2030, 0, 1, 12);
    const after = (s: number) => new Date(noon + s * 1_000);
    const forecast = forecastSeconds === undefined ? {} : { eta_told_at: after(0), eta_at: after(forecastSeconds) };
    await setJob(records.database, id, {
      status: 'succeeded',
      attempts: 1,
      started_at: after(0),
      finished_at: after(seconds),
      ...forecast,
      ...columns,
    });
    return id;
  };

  it('keeps seconds a unit of work, and seconds a job for those whose work is not known', async () => {
    await learnFrom([taken(30, { unit, amount: 60 }), taken(10)]);

    expect(await samples()).toEqual({ [`split ${perJob}`]: [30, 10], [`split ${unit}`]: [0.5] });
  });

  it('keeps the newest fifty of a step', async () => {
    await learnFrom(Array.from({ length: 70 }, (_, index) => taken(index)));
    await learnFrom([taken(100), taken(101)]);

    const kept = (await samples())[`split ${perJob}`]!;
    expect([kept.length, kept[0], kept.at(-1)]).toEqual([50, 22, 101]);
  });

  it('learns the whole of a job that has succeeded, and the slots that it took', async () => {
    await learnFrom([], [await ended(40, { work_unit: unit, work_amount: 80 })]);

    expect(await samples()).toEqual({
      [`${wholeJob} ${perJob}`]: [40],
      [`${wholeJob} ${unit}`]: [0.5],
      [`${slotTime} ${perJob}`]: [40],
      [`${slotTime} ${unit}`]: [0.5],
    });
  });

  it('counts the slots of its parts for a job that waits for them', async () => {
    const parent = await ended(40, { child_count: 2 });
    for (const seconds of [30, 35]) await setJob(records.database, await ended(seconds), { parent_id: parent });

    await learnFrom([], [parent]);

    expect(await samples()).toEqual({ [`${wholeJob} ${perJob}`]: [40], [`${slotTime} ${perJob}`]: [65] });
  });

  it('learns nothing from work that was done before, and from what was tried more than once', async () => {
    await learnFrom(
      [taken(1, { savedSeconds: 30 })],
      [
        await ended(1, { reused: { steps: 3, savedSeconds: 200 } }),
        await ended(90, { attempts: 2 }),
        await ended(2, { run: 2 }),
      ],
    );

    expect(await samples()).toEqual({});
  });

  it('keeps by what factor first forecasts were wrong', async () => {
    const ids = [await ended(30, {}, 20), await ended(10, {}, 20), await ended(10)];

    const ratios = await learnFrom([], ids);

    expect(ratios.map(({ ratio }) => ratio).toSorted()).toEqual([0.5, 1.5]);
    expect((await forecastErrors(records.database)).map((of) => [of.type, of.ratios.toSorted()])).toEqual([
      [type, [0.5, 1.5]],
    ]);
  });

  it('does not make much of the parts of a second', async () => {
    expect(await learnFrom([], [await ended(0.2, {}, 0.01)])).toEqual([{ type, ratio: 1 }]);
  });
});
