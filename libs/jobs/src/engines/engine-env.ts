import { callLimits, engineNames, type EngineName } from '@polyspool/contracts/engines';
import { z } from 'zod';
import type { CallLimits } from './engine-calls.js';

const inEnv = (name: string) => `ENGINE_${name.replace(':', '_').toUpperCase()}`;

/** In the environment: its own, then that of its port, which holds for each engine behind it. */
const settingsOf = (engine: EngineName) => [...new Set([engine, engine.replace(/:.*/, '')])].map(inEnv);

/** `ENGINE_<NAME>_CALLS` within `ENGINE_<NAME>_WINDOW_S` seconds (60 where nothing is said): the same in every replica. */
export function engineEnv() {
  const shape: Record<string, z.ZodType> = {};
  for (const name of engineNames.flatMap(settingsOf)) {
    shape[`${name}_CALLS`] = z.coerce.number().int().positive().max(100_000).optional();
    shape[`${name}_WINDOW_S`] = z.coerce.number().min(1).max(86_400).optional();
  }
  return shape;
}

/** Those of the environment, else of the table. */
export function callLimitsOf(env: Readonly<Record<string, unknown>>): CallLimits {
  const limits: Partial<Record<EngineName, CallLimits[EngineName]>> = {};
  for (const engine of engineNames) {
    const known = callLimits[engine];
    const names = settingsOf(engine);
    const set = (setting: string) => names.map((name) => env[`${name}_${setting}`] as number | undefined).find(Boolean);
    const calls = set('CALLS') ?? known?.calls;
    const windowS = set('WINDOW_S');
    if (calls) limits[engine] = { calls, windowMs: windowS ? windowS * 1000 : (known?.windowMs ?? 60_000) };
  }
  return limits;
}
