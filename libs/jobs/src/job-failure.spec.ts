import { AppError, type ErrorCode, errorCodes } from '@polyspool/contracts/errors';
import { UnrecoverableError } from 'bullmq';
import fc from 'fast-check';
import { abortReasons, failureReportOf, parseFailure, toBullError } from './job-failure.js';

const codes = fc.constantFrom(...(Object.keys(errorCodes) as ErrorCode[]));
const openCodes = codes.filter((code) => code !== 'internal');

describe('job failures', () => {
  it('keep code and message on their way through the queue', () => {
    fc.assert(
      fc.property(openCodes, fc.string({ unit: 'binary', maxLength: 2_000 }), (code, detail) => {
        expect(parseFailure(toBullError(new AppError(code, detail)).message)).toEqual({ code, detail });
      }),
    );
  });

  it('are tried again exactly when the table says so', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(toBullError(new AppError(code, '')) instanceof UnrecoverableError).toBe(!errorCodes[code].retry);
      }),
    );
  });

  it('are cut when they say too much', () => {
    const { message } = toBullError(new AppError('engine.failed', 'x'.repeat(100_000)));

    expect(parseFailure(message)).toEqual({ code: 'engine.failed', detail: 'x'.repeat(2_000) });
  });

  it('keep to themselves what broke inside', () => {
    const { message } = toBullError(AppError.from(new Error('secret')));

    expect(parseFailure(message).code).toBe('internal');
    expect(message).not.toContain('secret');
  });

  it('tell administrators what broke inside and where, causes too', () => {
    const cause = new RangeError('out of memory', { cause: new Error('the root of it') });

    const report = failureReportOf(AppError.from(cause));

    expect(report).toMatchObject({ code: 'internal', errorClass: 'RangeError' });
    expect(report.detail).not.toContain('memory');
    expect(report.stack).toMatch(/^RangeError: out of memory\n +at .*job-failure\.spec/);
    expect(report.stack).toContain('Caused by: Error: the root of it');
  });

  it('carry a stack of 4 KB at most, whatever its characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 3_000, maxLength: 6_000 }), (text) => {
        const { stack = '' } = failureReportOf(new AppError('engine.failed', text));
        expect(Buffer.byteLength(stack)).toBeLessThanOrEqual(4_096);
        expect(stack).not.toMatch(/\uFFFD$/);
      }),
      { numRuns: 20 },
    );
  });

  it('get a code when BullMQ speaks for itself', () => {
    expect(parseFailure('job stalled more than allowable limit').code).toBe('job.poison');
    expect(parseFailure('Missing lock for job 1. moveToFinished')).toEqual({
      code: 'internal',
      detail: 'Missing lock for job 1. moveToFinished',
    });
  });

  it('are internal when their text begins with no code of ours', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!Object.hasOwn(errorCodes, text.split(': ')[0]!));
        expect(parseFailure(text)).toEqual({ code: 'internal', detail: text });
      }),
    );
    for (const text of ['', ': ', 'toString: x', '__proto__: x']) expect(parseFailure(text).code).toBe('internal');
  });

  it('of a cancel are final, those of a stopped worker are not', () => {
    expect(errorCodes[abortReasons.cancelled].retry).toBe(false);
    expect(errorCodes[abortReasons.shutdown].retry).toBe(true);
    expect(errorCodes[abortReasons['lock lost']].retry).toBe(true);
  });
});
