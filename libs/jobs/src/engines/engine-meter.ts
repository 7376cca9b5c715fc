import { AppError } from '@polyspool/contracts/errors';
import type { EngineName } from '@polyspool/contracts/engines';
import type { Metrics } from '@polyspool/service/metrics';
import type { Breaker } from './breaker.js';
import type { CallLimiter } from './call-limiter.js';
import type { CallLimits } from './engine-calls.js';

interface Parts {
  readonly breaker: Breaker;
  readonly limiter: CallLimiter;
  readonly limits: CallLimits;
  /** Those that this process calls. */
  readonly engines: readonly EngineName[];
}

const stateNumbers = { closed: 0, probing: 1, open: 2 } as const;
const labels = ['engine'] as const;

/** How engines answer this process, and what all replicas know of them. */
export class EngineMeter {
  readonly #calls;
  readonly #durations;
  readonly #limited;

  constructor(metrics: Metrics, parts: Parts) {
    this.#calls = metrics.counter({
      name: 'engine_calls_total',
      help: 'Calls of engines, by how they ended',
      labels: ['engine', 'outcome'],
    });
    this.#durations = metrics.histogram({
      name: 'engine_call_duration_seconds',
      help: 'Duration of calls that an engine has answered',
      labels,
      buckets: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800],
    });
    this.#limited = metrics.counter({
      name: 'engine_calls_limited_total',
      help: 'Calls that had to wait for their turn',
      labels,
    });
    showBreakers(metrics, parts);
    showRoom(metrics, parts);
  }

  async measure<Answer>(engine: EngineName, signal: AbortSignal, work: () => Promise<Answer>): Promise<Answer> {
    const begun = performance.now();
    try {
      const answer = await work();
      this.#calls.inc({ engine, outcome: 'answered' });
      this.#durations.observe({ engine }, (performance.now() - begun) / 1_000);
      return answer;
    } catch (error) {
      this.#calls.inc({ engine, outcome: signal.aborted ? 'aborted' : outcomeOf(error) });
      throw error;
    }
  }

  limited(engine: EngineName) {
    this.#limited.inc({ engine });
  }
}

/** `refused`: it has answered that it does not want what it was asked. */
function outcomeOf(error: unknown) {
  const code = error instanceof AppError ? error.code : undefined;
  if (code === 'engine.unavailable') return 'unavailable';
  return code === 'engine.failed' ? 'failed' : 'refused';
}

function showBreakers(metrics: Metrics, { breaker, engines }: Parts) {
  const states = metrics.gauge({
    name: 'engine_breaker_state',
    help: 'Whether the engine is asked: 0 it is, 1 it is being looked at, 2 it counts as down',
    labels,
  });
  const read = () => Promise.all(engines.map(async (engine) => ({ engine, state: await breaker.state(engine) })));
  metrics.readOnScrape([states], read, (all) => {
    for (const { engine, state } of all) states.set({ engine }, stateNumbers[state]);
  });
}

function showRoom(metrics: Metrics, { limiter, limits, engines }: Parts) {
  const available = metrics.gauge({
    name: 'engine_calls_available',
    help: 'Calls that could begin now, of those that are allowed in the window of the engine',
    labels,
  });
  const limited = engines.flatMap((engine) => (limits[engine] ? { engine, limit: limits[engine] } : []));
  const read = () =>
    Promise.all(limited.map(async ({ engine, limit }) => ({ engine, calls: await limiter.available(engine, limit) })));
  metrics.readOnScrape([available], read, (all) => {
    for (const { engine, calls } of all) available.set({ engine }, calls);
  });
}
