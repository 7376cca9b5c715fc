import { readEnv } from '@polyspool/service/env';
import { availableParallelism } from 'node:os';
import { queueEnv, queueSettings } from './queue-env.js';

const queues = ['video', 'pdf-reconstruct'];
const read = (source: Record<string, string>) => readEnv(queueEnv(queues), source);

describe('the environment of a worker', () => {
  it('says nothing where nothing is set', () => {
    const env = read({ QUEUES: '', QUEUE_VIDEO_CONCURRENCY: '' });

    expect(env.QUEUES).toBeUndefined();
    expect(queueSettings(env, 'video')).toEqual({
      concurrency: undefined,
      softLimitMs: undefined,
      hardLimitMs: undefined,
    });
  });

  it('sets each queue by its name', () => {
    const env = read({
      QUEUE_VIDEO_CONCURRENCY: '3',
      QUEUE_PDF_RECONSTRUCT_CONCURRENCY: '5',
      QUEUE_PDF_RECONSTRUCT_SOFT_LIMIT_S: '60',
      QUEUE_PDF_RECONSTRUCT_HARD_LIMIT_S: '0.5',
    });

    expect(queueSettings(env, 'video').concurrency).toBe(3);
    expect(queueSettings(env, 'pdf-reconstruct')).toEqual({ concurrency: 5, softLimitMs: 60_000, hardLimitMs: 500 });
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

  it('serves the named queues only', () => {
    expect(read({ QUEUES: 'pdf-reconstruct' }).QUEUES).toEqual(['pdf-reconstruct']);
    expect(read({ QUEUES: ' video , pdf-reconstruct' }).QUEUES).toEqual(queues);
  });

  it.each(['vidoe', 'video,', 'video,VIDEO', ','])('refuses the unknown queue in "%s"', (names) => {
    expect(() => read({ QUEUES: names })).toThrow('QUEUES');
  });
});
