import { engineNames, type EngineName } from '@polyspool/contracts/engines';
import { z } from 'zod';

/** What Redis holds of an engine's breaker. Times are milliseconds since 1970, by the clock of Redis. */
export const EngineState = z.object({
  name: z.enum(engineNames),
  /** While it is probed it still counts as down. */
  state: z.enum(['closed', 'open', 'probing']),
  /** Since when it is in order, or down. */
  sinceMs: z.coerce.number(),
  /** When it is looked at next: while it is down, or after it has answered with a failure. */
  retryAtMs: z.coerce.number().optional(),
  /** In a row, up to now. */
  failures: z.coerce.number().default(0),
  /** Why it is down. */
  detail: z.string().optional(),
});
export type EngineState = Readonly<z.output<typeof EngineState>>;

export const breakerKey = (prefix: string, engine: EngineName) => `${prefix}:breaker:${engine}`;

/** Undefined for an engine that no worker has told of. */
export function parseEngineState(name: EngineName, hash: Readonly<Record<string, string>>): EngineState | undefined {
  return hash['state'] === undefined ? undefined : EngineState.parse({ ...hash, name });
}
