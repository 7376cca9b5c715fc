import { callLimits, engineNames, type EngineName } from '@polyspool/contracts/engines';
import { z } from 'zod';
import type { CallLimits } from './engine-calls.js';

const inEnv = (engine: EngineName) => `ENGINE_${engine.toUpperCase()}`;

/** `ENGINE_<NAME>_CALLS` within `ENGINE_<NAME>_WINDOW_S` seconds (60 where nothing is said): the same in every replica. */
export function engineEnv() {
  const shape: Record<string, z.ZodType> = {};
  for (const engine of engineNames) {
    shape[`${inEnv(engine)}_CALLS`] = z.coerce.number().int().positive().max(100_000).optional();
    shape[`${inEnv(engine)}_WINDOW_S`] = z.coerce.number().min(1).max(86_400).optional();
  }
  return shape;
}

/** Those of the environment, else of the table. */
export function callLimitsOf(env: Readonly<Record<string, unknown>>): CallLimits {
  const limits: Partial<Record<EngineName, CallLimits[EngineName]>> = {};
  for (const engine of engineNames) {
    const known = callLimits[engine];
    const calls = (env[`${inEnv(engine)}_CALLS`] as number | undefined) ?? known?.calls;
    const windowS = env[`${inEnv(engine)}_WINDOW_S`] as number | undefined;
    if (calls) limits[engine] = { calls, windowMs: windowS ? windowS * 1000 : (known?.windowMs ?? 60_000) };
  }
  return limits;
}
