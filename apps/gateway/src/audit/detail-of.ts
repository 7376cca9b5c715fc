/** A longer body says too much for a log. */
const maxDetailLength = 2_000;

/** What was asked for, or where that is long which of its fields. */
export const detailOf = (asked: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  JSON.stringify(asked).length > maxDetailLength ? { fields: Object.keys(asked) } : asked;
