import { readEnv } from '@polyspool/service/env';
import { availableParallelism } from 'node:os';
import { limitsOf, queueEnv, queueSettings } from './queue-env.js';

const queues = ['video', 'pdf-reconstruct'];
const contract = { name: 'video.process', queue: 'video', softLimitMs: 300_000, hardLimitMs: 600_000 };
const read = (source: Record<string, string>) => readEnv(queueEnv(queues), source);

describe('the environment of a worker', () => {
  it('says nothing where nothing is set', () => {
    const env = read({ QUEUES: '', QUEUE_VIDEO_CONCURRENCY: '' });

    expect(env.QUEUES).toBeUndefined();
    expect(queueSettings(env, 'video').concurrency).toBeUndefined();
    expect(limitsOf(contract, env)).toEqual({ softLimitMs: 300_000, hardLimitMs: 600_000 });
  });

  it('sets each queue by its name', () => {
    const env = read({
      QUEUE_VIDEO_CONCURRENCY: '3',
      QUEUE_PDF_RECONSTRUCT_CONCURRENCY: '5',
      QUEUE_PDF_RECONSTRUCT_SOFT_LIMIT_S: '0.5',
      QUEUE_PDF_RECONSTRUCT_HARD_LIMIT_S: '60',
    });

    expect(queueSettings(env, 'video').concurrency).toBe(3);
    expect(queueSettings(env, 'pdf-reconstruct')).toEqual({ concurrency: 5, softLimitMs: 500, hardLimitMs: 60_000 });
  });

  it('takes auto for as many jobs as there are processors', () => {
    expect(queueSettings(read({ QUEUE_VIDEO_CONCURRENCY: 'auto' }), 'video').concurrency).toBe(availableParallelism());
  });

  it.each(['0', '-1', '1.5', '257', 'many'])('refuses a concurrency of %s', (concurrency) => {
    expect(() => read({ QUEUE_VIDEO_CONCURRENCY: concurrency })).toThrow('QUEUE_VIDEO_CONCURRENCY');
  });

  it.each(['0', '-5', '7201', 'soon'])('refuses a limit of %s seconds', (limit) => {
    expect(() => read({ QUEUE_VIDEO_HARD_LIMIT_S: limit })).toThrow('QUEUE_VIDEO_HARD_LIMIT_S');
  });

  it('takes the limits that it does not set from the contract', () => {
    expect(limitsOf(contract, read({ QUEUE_VIDEO_SOFT_LIMIT_S: '5' }))).toEqual({
      softLimitMs: 5_000,
      hardLimitMs: 600_000,
    });
    expect(limitsOf(contract, read({ QUEUE_VIDEO_SOFT_LIMIT_S: '60', QUEUE_VIDEO_HARD_LIMIT_S: '60' }))).toEqual({
      softLimitMs: 60_000,
      hardLimitMs: 60_000,
    });
  });

  it.each([
    [
      'a soft limit above the hard limit',
      { QUEUE_VIDEO_SOFT_LIMIT_S: '20', QUEUE_VIDEO_HARD_LIMIT_S: '10' },
      '20',
      '10',
    ],
    ['a soft limit above the hard limit of the contract', { QUEUE_VIDEO_SOFT_LIMIT_S: '601' }, '601', '600'],
    ['a hard limit below the soft limit of the contract', { QUEUE_VIDEO_HARD_LIMIT_S: '10' }, '300', '10'],
  ])('refuses %s', (_, source, softS, hardS) => {
    expect(() => limitsOf(contract, read(source))).toThrow(
      `QUEUE_VIDEO_SOFT_LIMIT_S: video.process would be asked to stop after ${softS} s, ` +
        `but ended after ${hardS} s already. Set QUEUE_VIDEO_HARD_LIMIT_S to no less.`,
    );
  });

  it('serves the named queues only', () => {
    expect(read({ QUEUES: 'pdf-reconstruct' }).QUEUES).toEqual(['pdf-reconstruct']);
    expect(read({ QUEUES: ' video , pdf-reconstruct' }).QUEUES).toEqual(queues);
  });

  it.each(['vidoe', 'video,', 'video,VIDEO', ','])('refuses the unknown queue in "%s"', (names) => {
    expect(() => read({ QUEUES: names })).toThrow('QUEUES');
  });
});
