import fc from 'fast-check';
import { fingerprint, withoutParticulars } from './fingerprint.js';

const failure = {
  type: 'video.process',
  code: 'process.failed',
  errorClass: 'ProcessError',
  detail: 'ffmpeg ended with 1',
};

describe('the fingerprint of a failure', () => {
  it('does not see what differs from one job to the next: names of files, ids, numbers', () => {
    const detailOf = (id: string, number: number) =>
      `Job ${id}: could not read jobs/${id}/a-${number}.wav at 00:${number}:01.5 of '/tmp/x/${number}' (0xdead${number}beef)`;
    fc.assert(
      fc.property(fc.uuid(), fc.uuid(), fc.nat(), fc.nat(), (id, otherId, number, otherNumber) => {
        const [one, other] = [detailOf(id, number), detailOf(otherId, otherNumber)];

        expect(fingerprint({ ...failure, detail: one })).toBe(fingerprint({ ...failure, detail: other }));
      }),
    );
  });

  it('sees job kind, code, class and words', () => {
    const others = [
      { type: 'video.processChunk' },
      { code: 'engine.failed' },
      { errorClass: 'TypeError' },
      { errorClass: undefined },
      { detail: 'ffprobe ended with 1' },
    ];
    const all = [failure, ...others.map((other) => ({ ...failure, ...other }))].map(fingerprint);

    expect(new Set(all).size).toBe(all.length);
  });

  it('leaves words readable that only look a little like ids', () => {
    expect(withoutParticulars('A faded facade at 7 of 12,5 s')).toBe('A faded facade at <n> of <n> s');
  });
});
