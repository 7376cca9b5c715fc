import { context, createContextKey } from '@opentelemetry/api';

/** Who and what a line of the log is about. */
export interface LogFields {
  readonly jobId?: string | undefined;
  readonly userId?: string | undefined;
  readonly requestId?: string | undefined;
}

const key = createContextKey('log fields');

/** The fields of every line that is written now. */
export const logFields = () => (context.active().getValue(key) ?? {}) as LogFields;

/** Every line that is written while `work` goes on has these fields too, whoever writes it; what it says itself counts more. */
export const withLogFields = <Result>(fields: LogFields, work: () => Result): Result =>
  context.with(context.active().setValue(key, { ...logFields(), ...fields }), work);
