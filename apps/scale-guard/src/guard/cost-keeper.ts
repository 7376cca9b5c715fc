import { Injectable } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { type Pod, PodApi } from '../kubernetes/pod-api.js';
import { costAnnotation, deletionCost } from './deletion-cost.js';
import { loadOf } from './worker-load.js';

/** Pods that are asked at once. */
const together = 20;

/** Writes to each worker's pod what it would cost to end it. */
@Injectable()
export class CostKeeper {
  constructor(
    private readonly api: PodApi,
    private readonly log: Logger,
  ) {}

  async look(): Promise<void> {
    const pods = (await this.api.list()).filter(isRunning);
    const failures: unknown[] = [];
    for (let first = 0; first < pods.length; first += together) {
      const kept = await Promise.allSettled(pods.slice(first, first + together).map((pod) => this.#keep(pod)));
      failures.push(...kept.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
    }
    // One pod that is refused keeps no other from its cost.
    if (failures.length) throw failures[0];
  }

  async #keep(pod: Pod) {
    const { name, annotations = {} } = pod.metadata;
    const load = await loadOf(metricsUrlOf(pod));
    // It may be just what works hardest: whoever does not answer keeps what it has.
    if (!load) return;
    const cost = String(deletionCost(load));
    if (cost === (annotations[costAnnotation] ?? '0')) return;
    if (await this.api.annotate(name, { [costAnnotation]: cost }))
      this.log.debug({ pod: name, cost, ...load }, 'Pod has a new cost');
  }
}

/** One that ends already is past choosing. */
const isRunning = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp === undefined && status.phase === 'Running' && status.podIP !== undefined;

function metricsUrlOf({ spec, status }: Pod) {
  const port = spec.containers.flatMap(({ ports }) => ports).find(({ name }) => name === 'http')?.containerPort ?? 8080;
  const host = status.podIP?.includes(':') ? `[${status.podIP}]` : status.podIP;
  return `http://${host}:${port}/metrics`;
}
