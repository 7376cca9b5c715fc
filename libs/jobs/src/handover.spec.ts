import { jest } from '@jest/globals';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Departure } from './departure.js';
import { Handover } from './handover.js';

const answer = () => Promise.resolve('done');
/** A step of which nothing is kept yet. */
const compute = (job: Handover, name: string, work: () => Promise<string>) => job.step(name, (begin) => begin(work));

describe('a job in a process that ends', () => {
  let departure: Departure;
  let job: Handover;
  beforeEach(() => {
    departure = new Departure();
    job = new Handover(departure, 'pdf.translate');
  });

  it('goes on as long as nothing is known of an end', async () => {
    departure.learn('pdf.translate page', 60_000);

    expect(await compute(job, 'page', answer)).toBe('done');
    expect(job.signal.aborted).toBe(false);
  });

  it('begins a step that is done before the end, and one of which nobody knows how long it takes', async () => {
    departure.learn('pdf.translate page', 1_000);
    departure.announce(30_000);

    expect([await compute(job, 'page', answer), await compute(job, 'cover', answer)]).toEqual(['done', 'done']);
  });

  it('is left to another worker before a step that would not be done', async () => {
    departure.learn('pdf.translate page', 60_000);
    departure.announce(30_000);
    const work = jest.fn(answer);

    await expect(compute(job, 'page', work)).rejects.toMatchObject({ code: 'job.interrupted' });

    expect(work).not.toHaveBeenCalled();
    expect(job.signal.reason).toMatchObject({ code: 'job.interrupted' });
  });

  it('is not left while another step of it is being computed', async () => {
    departure.learn('pdf.translate page', 60_000);
    let finish = (_: string) => undefined as void;
    const beside = compute(job, 'picture', () => new Promise<string>((resolve) => (finish = resolve)));
    departure.announce(30_000);
    const next = compute(job, 'page', answer).catch((error: unknown) => error);
    await Promise.resolve();
    const wasLeft = job.signal.aborted;
    finish('drawn');

    expect([wasLeft, await beside]).toEqual([false, 'drawn']);
    expect(await next).toMatchObject({ code: 'job.interrupted' });
  });

  it('is not left before what another step has computed is kept', async () => {
    departure.learn('pdf.translate page', 60_000);
    let keep = () => undefined as void;
    const written = new Promise<void>((resolve) => (keep = resolve));
    const beside = job.step('picture', async (begin) => {
      const drawn = await begin(() => Promise.resolve('drawn'));
      await written;
      return [drawn, job.signal.aborted];
    });
    departure.announce(30_000);
    const next = compute(job, 'page', answer).catch((error: unknown) => error);
    await nextTurn();
    keep();

    expect(await beside).toEqual(['drawn', false]);
    expect(await next).toMatchObject({ code: 'job.interrupted' });
  });

  it('is left before a part of a step, which does not wait for the step that waits for it', async () => {
    departure.learn('pdf.translate page', 60_000);
    departure.announce(30_000);
    const book = () => compute(job, 'book', () => compute(job, 'page', answer));

    const ends = await Promise.allSettled([book(), book()]);

    expect(ends).toMatchObject([{ reason: { code: 'job.interrupted' } }, { reason: { code: 'job.interrupted' } }]);
    expect(job.signal.aborted).toBe(true);
  });

  it('asks for nothing where a step is kept already', async () => {
    departure.learn('pdf.translate page', 60_000);
    departure.announce(30_000);

    expect(await job.step('page', () => Promise.resolve('kept'))).toBe('kept');
    expect(job.signal.aborted).toBe(false);
  });

  it('knows a step by its kind of job, and by the longest that one has taken', async () => {
    departure.learn('video.process page', 60_000);
    departure.learn('pdf.translate page', 60_000);
    departure.learn('pdf.translate page', 1);
    departure.announce(30_000);

    await expect(compute(job, 'page', answer)).rejects.toMatchObject({ code: 'job.interrupted' });
    expect(await compute(new Handover(departure, 'pdf.extract'), 'page', answer)).toBe('done');
  });
});
