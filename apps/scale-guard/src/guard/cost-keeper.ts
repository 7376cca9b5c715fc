import { Injectable } from '@nestjs/common';
import { Logger } from '@polyspool/service/logger';
import { type Pod, PodApi } from '../kubernetes/pod-api.js';
import { costAnnotation, deletionCost } from './deletion-cost.js';
import { WorkerAnswers } from './worker-answers.js';
import { loadOf } from './worker-load.js';

/** Pods that are asked at once. */
const together = 20;

/** Writes to each worker's pod what it would cost to end it. */
@Injectable()
export class CostKeeper {
  constructor(
    private readonly api: PodApi,
    private readonly answers: WorkerAnswers,
    private readonly log: Logger,
  ) {}

  async look(signal: AbortSignal): Promise<void> {
    const pods = await this.#workers(signal);
    const failures: unknown[] = [];
    const mute: Pod[] = [];
    for (let first = 0; first < pods.length; first += together) {
      const asked = pods.slice(first, first + together);
      const kept = await Promise.allSettled(asked.map((pod) => this.#keep(pod, signal)));
      signal.throwIfAborted();
      failures.push(...kept.flatMap((one) => (one.status === 'rejected' ? [one.reason] : [])));
      mute.push(...asked.filter((_, at) => kept[at]?.status === 'fulfilled' && !kept[at].value));
    }
    const silent = mute.filter(isReady).map(({ metadata }) => metadata.name);
    this.answers.note({ asked: pods.length, answered: pods.length - mute.length, silent });
    // One pod that is refused keeps no other from its cost.
    if (failures.length) throw failures[0];
  }

  async #workers(signal: AbortSignal) {
    try {
      return (await this.api.list(signal)).filter(isRunning);
    } catch (error) {
      this.answers.note(undefined);
      throw error;
    }
  }

  /** Whether the pod has answered. */
  async #keep(pod: Pod, signal: AbortSignal): Promise<boolean> {
    const { name, annotations = {} } = pod.metadata;
    const load = await loadOf(metricsUrlOf(pod), signal);
    // It may be just what works hardest: whoever does not answer keeps what it has.
    if (!load) return false;
    const cost = String(deletionCost(load));
    if (cost === (annotations[costAnnotation] ?? '0')) return true;
    if (await this.api.annotate(name, { [costAnnotation]: cost }, signal))
      this.log.debug({ pod: name, cost, ...load }, 'Pod has a new cost');
    return true;
  }
}

/** One that ends already is past choosing. */
const isRunning = ({ metadata, status }: Pod) =>
  metadata.deletionTimestamp === undefined && status.phase === 'Running' && status.podIP !== undefined;

/** One without a probe is ready as soon as it runs. */
const isReady = ({ status }: Pod) => status.conditions.some((one) => one.type === 'Ready' && one.status === 'True');

function metricsUrlOf({ spec, status }: Pod) {
  const port = spec.containers.flatMap(({ ports }) => ports).find(({ name }) => name === 'http')?.containerPort ?? 8080;
  const host = status.podIP?.includes(':') ? `[${status.podIP}]` : status.podIP;
  return `http://${host}:${port}/metrics`;
}
