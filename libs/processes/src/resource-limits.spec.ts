import { limitArguments } from './resource-limits.js';

describe('limitArguments', () => {
  it('puts nothing before a command without limits', () => {
    expect(limitArguments()).toEqual([]);
    expect(limitArguments({})).toEqual([]);
  });

  it('names only the limits that are given', () => {
    expect(limitArguments({ cpuSeconds: 1.5, fileSizeBytes: 0 })).toEqual([
      '/usr/bin/prlimit',
      '--cpu=2',
      '--fsize=0',
      '--',
    ]);
  });
});
