import type { Agenda } from './agenda.ts';
import { freeSlots, type Pod } from './pod.ts';
import type { Random } from './random.ts';
import type { QueueSettings, SpotSettings } from './settings.ts';
import type { SimulatedJob } from './simulated-job.ts';

/** A job of a pod that died is handed on when its lock is over, which has 5 to 10 s to go, and others have looked twice (libs/jobs/src/queue-worker.ts). */
const stalledS = [5, 16] as const;

export interface FleetParts {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly settings: QueueSettings;
  readonly spot?: SpotSettings | undefined;
  /** A slot may be free now. */
  readonly onRoom: () => void;
  /** It did not come to its end there, and waits again so many seconds later. */
  readonly onInterrupted: (job: SimulatedJob, afterS: number) => void;
  readonly onChange: () => void;
}

/** The pods of a queue. */
export class Fleet {
  #pods: Pod[] = [];
  #made = 0;
  #ready = 0;

  private readonly parts: FleetParts;

  constructor(parts: FleetParts) {
    this.parts = parts;
  }

  /** Those that a Deployment counts. */
  get size() {
    return this.#pods.length;
  }

  /** Of pods that are ready. */
  get slots() {
    return this.#ready * this.parts.settings.slots;
  }

  /** The one with the fewest jobs, as whoever is free asks first. */
  free(): Pod | undefined {
    let best: Pod | undefined;
    for (const pod of this.#pods) if (freeSlots(pod) > (best ? freeSlots(best) : 0)) best = pod;
    return best;
  }

  resize(wanted: number) {
    while (this.#pods.length < wanted) this.#start(this.#startS());
    // Those go first that have the least to do: that is what their deletion cost says.
    const byUse = this.#pods.toSorted(
      (one, other) => one.running.size - other.running.size || other.number - one.number,
    );
    for (const pod of byUse.slice(0, Math.max(0, this.#pods.length - wanted)))
      this.#drain(pod, this.parts.settings.graceS);
  }

  /** There from the beginning. */
  begin(pods: number) {
    for (let count = 0; count < pods; count += 1) this.#start(0);
  }

  left(pod: Pod, job: SimulatedJob) {
    pod.running.delete(job);
    if (pod.state === 'draining' && !pod.running.size) pod.state = 'gone';
  }

  #startS() {
    const [from, to] = this.parts.settings.podStartS;
    return this.parts.random.uniform(from, to);
  }

  #start(afterS: number) {
    const { agenda, settings, onRoom, onChange } = this.parts;
    const pod: Pod = { number: this.#made++, slots: settings.slots, state: 'starting', running: new Set() };
    this.#pods.push(pod);
    const ready = () => {
      if (pod.state !== 'starting') return;
      pod.state = 'ready';
      this.#ready += 1;
      this.#mayBeTaken(pod);
      onRoom();
    };
    if (afterS > 0) agenda.after(afterS, ready);
    else ready();
    onChange();
  }

  #drain(pod: Pod, graceS: number) {
    this.#leave(pod);
    pod.state = pod.running.size ? 'draining' : 'gone';
    if (pod.running.size) this.parts.agenda.after(graceS, () => this.#end(pod, () => 0));
  }

  #end(pod: Pod, handedOnAfterS: () => number) {
    pod.state = 'gone';
    for (const job of pod.running) this.parts.onInterrupted(job, handedOnAfterS());
    pod.running.clear();
  }

  #leave(pod: Pod) {
    if (pod.state === 'ready') this.#ready -= 1;
    this.#pods = this.#pods.filter((one) => one !== pod);
    this.parts.onChange();
  }

  #mayBeTaken(pod: Pod) {
    const { agenda, random, spot } = this.parts;
    if (!spot) return;
    const isTold = random.uniform() < spot.told;
    agenda.after(random.exponential(3_600 / -Math.log(1 - spot.perHour)), () => {
      if (pod.state !== 'ready') return;
      if (isTold) this.#drain(pod, spot.noticeS);
      else {
        this.#leave(pod);
        this.#end(pod, () => random.uniform(...stalledS));
      }
      this.#start(this.#startS()); // its Deployment wants as many as before
    });
  }
}
