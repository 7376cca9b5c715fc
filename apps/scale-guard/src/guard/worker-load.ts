/** What would be lost with a worker. */
export interface WorkerLoad {
  readonly busySlots: number;
  readonly longestJobSeconds: number;
}

const askMs = 3_000;

/** As the worker says at `/metrics`; undefined where it does not answer, or says nothing of it. */
export async function loadOf(metricsUrl: string, signal: AbortSignal): Promise<WorkerLoad | undefined> {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(askMs)]);
  try {
    const response = await fetch(metricsUrl, { signal: inTime, headers: { accept: 'text/plain' } });
    return response.ok ? parseLoad(await response.text()) : undefined;
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}

/** Over all queues that it serves. */
export function parseLoad(text: string): WorkerLoad | undefined {
  const busy = samplesOf(text, 'worker_busy_slots');
  if (busy.length === 0) return undefined;
  return {
    busySlots: busy.reduce((sum, value) => sum + value, 0),
    longestJobSeconds: Math.max(0, ...samplesOf(text, 'worker_longest_job_seconds')),
  };
}

/** Lines as `name{label="value"} 3`: of Prometheus' format no more is needed. */
function samplesOf(text: string, name: string) {
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{.*\\})? (\\S+)`, 'gm'));
  return [...lines].map(([, value]) => Number(value)).filter(Number.isFinite);
}
