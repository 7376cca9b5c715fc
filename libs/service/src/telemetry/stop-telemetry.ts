import { setTimeout as delay } from 'node:timers/promises';

/** A receiver that is away must not hold up the end. */
const patienceMs = 2_000;

let flush: (() => Promise<void>) | undefined;

/** Remembers how to end the telemetry that was started, so that a service need not load the SDK to stop it. */
export function onStopTelemetry(stop: () => Promise<void>) {
  flush = stop;
}

/** Sends what was not yet sent, if somebody takes it. */
export async function stopTelemetry() {
  const nobodyTakesIt = () => undefined; // which is counted
  await Promise.race([flush?.().catch(nobodyTakesIt), delay(patienceMs, undefined, { ref: false })]);
}
