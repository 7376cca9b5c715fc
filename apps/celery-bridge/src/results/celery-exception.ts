import type { PolyspoolError } from '@polyspool/sdk';

/** How Celery's JSON results carry an exception, so that the client's `get()` raises it. */
export class CeleryException {
  private constructor(
    readonly type: string,
    /** Where Python finds the class; Celery makes one of that name where it is null. */
    readonly module: string | null,
    readonly args: readonly string[],
  ) {}

  toJSON() {
    return { exc_type: this.type, exc_module: this.module, exc_message: this.args };
  }

  static decodeError(why: string) {
    return new CeleryException('DecodeError', 'kombu.exceptions', [why]);
  }

  static contentDisallowed(type: string) {
    const why = `Refusing to deserialize untrusted content of type ${type.slice(0, 100)}: only JSON is accepted`;
    return new CeleryException('ContentDisallowed', 'kombu.exceptions', [why]);
  }

  static noCanvas() {
    const why = 'Callbacks, chains and chords go on in a Celery worker: here each task is called by itself';
    return new CeleryException('NotImplementedError', 'builtins', [why]);
  }

  static notRegistered(name: string) {
    return new CeleryException('NotRegistered', 'celery.exceptions', [name]);
  }

  static revoked(why: string) {
    return new CeleryException('TaskRevokedError', 'celery.exceptions', [why]);
  }

  static retry(why: string) {
    return new CeleryException('Retry', 'celery.exceptions', [why]);
  }

  /** Why a call was refused, as Python would have. */
  static refusedCall({ code, status, detail, faults }: PolyspoolError) {
    if (status === 403) return new CeleryException('PermissionError', 'builtins', [detail, code]);
    const why = [detail, ...faults.map(({ pointer, detail: fault }) => `${pointer}: ${fault}`)].join('; ');
    return new CeleryException(code.startsWith('input.') ? 'TypeError' : 'ValueError', 'builtins', [why, code]);
  }

  /** Why a job has failed. */
  static failedJob({ code, detail }: { readonly code: string; readonly detail: string }) {
    const limit = limits.get(code);
    if (limit) return new CeleryException(limit, 'celery.exceptions', [detail, code]);
    return new CeleryException('PolyspoolJobError', null, [detail, code]);
  }
}

const limits = new Map([
  ['job.softLimit', 'SoftTimeLimitExceeded'],
  ['job.hardLimit', 'TimeLimitExceeded'],
]);
