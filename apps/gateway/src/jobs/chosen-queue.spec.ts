import { mediaSeconds } from '@polyspool/contracts/time-range';
import { chosenQueue } from './chosen-queue.js';

describe('the queue of a job', () => {
  const lane = { queue: 'video-short', maxMediaSeconds: 60, slots: 2 };

  it.each([
    ['its lane when it plays no longer than that takes', { queue: 'video', lane }, 60, 'video-short'],
    ['that of its kind when it plays longer', { queue: 'video', lane }, 60.1, 'video'],
    ['that of its kind when it plays nothing', { queue: 'video', lane }, undefined, 'video'],
    ['that of its kind when this has no lane', { queue: 'video' }, 1, 'video'],
  ])('is %s', (_name, contract, seconds, queue) => {
    const work = seconds === undefined ? undefined : { unit: mediaSeconds, amount: seconds };

    expect(chosenQueue(contract, work)).toBe(queue);
  });

  it('is that of its kind when its work is no playing time', () => {
    expect(chosenQueue({ queue: 'video', lane }, { unit: 'pages', amount: 1 })).toBe('video');
  });
});
