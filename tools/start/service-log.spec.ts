import { prefixed, readable } from './service-log.ts';

describe('a service log line', () => {
  it('reads as a sentence with its fields', () => {
    const line =
      '{"level":30,"time":1,"pid":7,"hostname":"h","name":"x","msg":"chunk transcribed","jobId":"a","seconds":2.5}';

    expect(readable(line)).toEqual({ level: 'info', text: 'chunk transcribed jobId=a seconds=2.5' });
  });

  it('keeps the stack of an error', () => {
    const line = JSON.stringify({ level: 50, msg: 'job failed', err: { message: 'no', stack: 'Error: no\n    at x' } });

    expect(readable(line)).toEqual({ level: 'error', text: 'job failed\nError: no\n    at x' });
  });

  it('is shown as it is when it is not JSON', () => {
    expect(readable('{ hello').text).toBe('{ hello');
  });

  it('carries its prefix on every line', () => {
    expect(
      prefixed('gateway', 'info', 'a\nb')
        .split('\n')
        .map((line) => line.replace(/^.*\|\S* /, '')),
    ).toEqual(['a', 'b']);
  });
});
