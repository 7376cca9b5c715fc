import { jest } from '@jest/globals';
import { Heartbeat } from './heartbeat.js';
import type { WorkerRegistry } from './worker-registry.js';

describe('the heartbeat of a worker', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('is written so often that two may be lost before somebody who waits 25 s takes the worker for dead', async () => {
    const atMs: number[] = [];
    const write = async () => void atMs.push(Date.now());
    const registry = { write, remove: async () => undefined } as unknown as WorkerRegistry;
    const state = () => ({ name: 'w', queues: {}, startedAtMs: 0, active: 0, rssBytes: 0 });
    const beganAtMs = Date.now();
    const heartbeat = new Heartbeat(registry, 'one', state, () => undefined);

    heartbeat.start();
    await jest.advanceTimersByTimeAsync(24_999);
    const stopped = heartbeat.stop();
    await jest.advanceTimersByTimeAsync(500);
    await stopped;

    expect(atMs[0]).toBe(beganAtMs);
    expect(atMs.length).toBeGreaterThanOrEqual(4);
  });
});
