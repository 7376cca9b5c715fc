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
    expect(queueSettings(env, 'pdf-reconstruct')).toEqual({
      concurrency: 5,
      softLimitMs: 500,
      hardLimitMs: 60_000,
      isCelerys: false,
    });
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

  it('knows the names that queues had before', () => {
    const named = readEnv(queueEnv(['video', 'pdf-extract', 'pdf-translate']), {
      QUEUES: 'celery, extraction,translation',
    });

    expect(named.QUEUES).toEqual(['video', 'pdf-extract', 'pdf-translate']);
    expect(() => read({ QUEUES: 'extraction' })).toThrow('QUEUES'); // this worker does not have it
    expect(() => read({ QUEUES: 'constructor' })).toThrow('QUEUES');
  });

  it.each(['0', '1.5', 'many'])('refuses %s jobs for each process', (jobs) => {
    expect(() => read({ MAX_JOBS_PER_PROCESS: jobs })).toThrow('MAX_JOBS_PER_PROCESS');
    expect(() => read({ QUEUE_VIDEO_MAX_JOBS: jobs })).toThrow('QUEUE_VIDEO_MAX_JOBS');
  });
});

describe("Celery's names", () => {
  it('set the limits of all queues, below the names of the queues and above the contracts', () => {
    const celery = { CELERY_TASK_SOFT_TIME_LIMIT: '200', CELERY_TASK_TIME_LIMIT: '400' };

    expect(limitsOf(contract, read(celery))).toEqual({ softLimitMs: 200_000, hardLimitMs: 400_000 });
    expect(limitsOf(contract, read({ ...celery, QUEUE_VIDEO_SOFT_LIMIT_S: '100' }))).toEqual({
      softLimitMs: 100_000,
      hardLimitMs: 400_000,
    });
    expect(limitsOf(contract, read({ CELERY_TASK_TIME_LIMIT: '3600' }))).toEqual({
      softLimitMs: 300_000,
      hardLimitMs: 3_600_000,
    });
  });

  it.each([
    ['only a hard limit, below the soft one of the contract', { CELERY_TASK_TIME_LIMIT: '200' }, 200, 200],
    ['only a soft limit, above the hard one of the contract', { CELERY_TASK_SOFT_TIME_LIMIT: '3300' }, 600, 600],
    [
      'a soft limit above the hard one of a queue',
      { CELERY_TASK_SOFT_TIME_LIMIT: '300', QUEUE_VIDEO_HARD_LIMIT_S: '60' },
      60,
      60,
    ],
  ])('are meant for no queue in particular, so that none is refused: %s', (_, source, softS, hardS) => {
    expect(limitsOf(contract, read(source))).toEqual({ softLimitMs: softS * 1000, hardLimitMs: hardS * 1000 });
  });

  it('set the jobs at once, below the names of the queues', () => {
    const env = read({ CELERY_WORKER_CONCURRENCY: '3', QUEUE_PDF_RECONSTRUCT_CONCURRENCY: '6' });

    expect(queueSettings(env, 'video').concurrency).toBe(3);
    expect(queueSettings(env, 'pdf-reconstruct').concurrency).toBe(6);
  });

  it.each([
    'CELERY_TASK_TIME_LIMIT',
    'CELERY_TASK_SOFT_TIME_LIMIT',
    'CELERY_WORKER_CONCURRENCY',
    'CELERY_RESULT_BACKEND',
  ])('are checked like all others: %s', (name) => {
    expect(() => read({ [name]: '-1' })).toThrow(name);
  });

  it('may name a result backend, which nobody needs', () => {
    expect(read({ CELERY_RESULT_BACKEND: 'redis://localhost:6379/0' }).CELERY_RESULT_BACKEND).toBe(
      'redis://localhost:6379/0',
    );
  });
});
