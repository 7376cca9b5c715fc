import { jest } from '@jest/globals';
import { Departure } from './departure.js';
import { Handover } from './handover.js';

const answer = () => Promise.resolve('done');

describe('a job in a process that ends', () => {
  let departure: Departure;
  let job: Handover;
  beforeEach(() => {
    departure = new Departure();
    job = new Handover(departure, 'pdf.translate');
  });

  it('goes on as long as nothing is known of an end', async () => {
    departure.learn('pdf.translate page', 60_000);

    expect(await job.compute('page', answer)).toBe('done');
    expect(job.signal.aborted).toBe(false);
  });

  it('begins a step that is done before the end, and one of which nobody knows how long it takes', async () => {
    departure.learn('pdf.translate page', 1_000);
    departure.announce(30_000);

    expect([await job.compute('page', answer), await job.compute('cover', answer)]).toEqual(['done', 'done']);
  });

  it('is left to another worker before a step that would not be done', async () => {
    departure.learn('pdf.translate page', 60_000);
    departure.announce(30_000);
    const work = jest.fn(answer);

    await expect(job.compute('page', work)).rejects.toMatchObject({ code: 'job.interrupted' });

    expect(work).not.toHaveBeenCalled();
    expect(job.signal.reason).toMatchObject({ code: 'job.interrupted' });
  });

  it('is not left while another step of it is being computed', async () => {
    departure.learn('pdf.translate page', 60_000);
    let finish = (_: string) => undefined as void;
    const beside = job.compute('picture', () => new Promise<string>((resolve) => (finish = resolve)));
    departure.announce(30_000);
    const next = job.compute('page', answer).catch((error: unknown) => error);
    await Promise.resolve();
    const wasLeft = job.signal.aborted;
    finish('drawn');

    expect([wasLeft, await beside]).toEqual([false, 'drawn']);
    expect(await next).toMatchObject({ code: 'job.interrupted' });
  });

  it('knows a step by its kind of job, and by the longest that one has taken', async () => {
    departure.learn('video.process page', 60_000);
    departure.learn('pdf.translate page', 60_000);
    departure.learn('pdf.translate page', 1);
    departure.announce(30_000);

    await expect(job.compute('page', answer)).rejects.toMatchObject({ code: 'job.interrupted' });
    expect(await new Handover(departure, 'pdf.extract').compute('page', answer)).toBe('done');
  });
});
