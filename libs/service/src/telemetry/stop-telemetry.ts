let flush: (() => Promise<void>) | undefined;

/** Remembers how to end the telemetry that was started, so that a service need not load the SDK to stop it. */
export function onStopTelemetry(stop: () => Promise<void>) {
  flush = stop;
}

/** Sends what was not yet sent. */
export async function stopTelemetry() {
  await flush?.();
}
