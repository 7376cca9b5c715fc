import { windowFor } from '@polyspool/database/dispatch-window';
import { mostOwnJobs, secondsPerPlace } from '@polyspool/database/priorities';
import type { Agenda } from './agenda.ts';
import { CallLimit } from './call-limit.ts';
import { Fleet } from './fleet.ts';
import type { Pod } from './pod.ts';
import { QueueRecord } from './queue-record.ts';
import type { Random } from './random.ts';
import { Scaler } from './scaler.ts';
import type { QueueSettings, SpotSettings } from './settings.ts';
import type { SimulatedJob } from './simulated-job.ts';
import { Window } from './window.ts';

export interface QueueParts {
  readonly agenda: Agenda;
  readonly random: Random;
  readonly settings: QueueSettings;
  readonly spot?: SpotSettings | undefined;
  readonly slowness: () => number;
}

/** A queue with all that serves it. */
export class SimulatedQueue {
  readonly record: QueueRecord;
  readonly fleet: Fleet;
  readonly #window: Window;
  readonly #scaler: Scaler;
  readonly #callLimit: CallLimit | undefined;
  /** Put off until their engine may be asked: when each of them may. */
  readonly #putOff = new Map<SimulatedJob, number>();
  readonly #openOf = new Map<number, number>();
  #active = 0;
  #accepted = 0;

  private readonly parts: QueueParts;

  constructor(parts: QueueParts) {
    this.parts = parts;
    const { agenda, random, settings, spot } = parts;
    this.record = new QueueRecord(agenda);
    this.#window = new Window(() => windowFor(settings.window.least, this.fleet.slots, settings.window.perSlot));
    this.#scaler = new Scaler(settings.scaler, settings.slots);
    this.#callLimit = settings.callsPerSecond === undefined ? undefined : new CallLimit(settings.callsPerSecond);
    this.fleet = new Fleet({
      ...{ agenda, random, settings, spot },
      onRoom: () => this.#serve(),
      onInterrupted: (job, afterS) => this.#interrupted(job, afterS),
      onChange: () => this.record.pods(this.fleet.size),
    });
  }

  get settings() {
    return this.parts.settings;
  }

  get waiting() {
    return this.#window.waiting + this.#putOff.size;
  }

  get inRedis() {
    return this.#window.held + this.#putOff.size;
  }

  get active() {
    return this.#active;
  }

  accept(user: number, workS: number) {
    const { now } = this.parts.agenda;
    const open = this.#openOf.get(user) ?? 0;
    this.#openOf.set(user, open + 1);
    this.record.accepted();
    this.#window.accept({
      ...{ number: this.#accepted++, user, acceptedAt: now, workS, keptS: 0, start: 0, startedAt: now, slowness: 1 },
      turn: now + secondsPerPlace * Math.min(open, mostOwnJobs),
      ...{ firstStartAt: undefined, pod: undefined, hasTurnAtEngine: false },
    });
    this.#serve();
  }

  /** `job_queue_demand_slots`: what waits, what is due within a minute, and what runs. */
  get demandSlots() {
    const soon = this.parts.agenda.now + 60;
    let due = 0;
    for (const at of this.#putOff.values()) if (at <= soon) due += 1;
    return this.#window.waiting + due + this.#active;
  }

  scale() {
    const { now } = this.parts.agenda;
    this.fleet.resize(this.#scaler.wanted(now, { demandSlots: this.demandSlots, pods: this.fleet.size }));
  }

  #serve() {
    this.#window.fill();
    while (this.#window.ready) {
      const pod = this.fleet.free();
      if (!pod) return;
      const job = this.#window.next()!;
      const inS = this.#callLimit && !job.hasTurnAtEngine ? this.#callLimit.take(this.parts.agenda.now) : 0;
      job.hasTurnAtEngine = true;
      if (inS > 0) this.#wait(job, inS);
      else this.#run(job, pod);
    }
  }

  /** It needs no slot meanwhile, and its attempt is not spent. */
  #wait(job: SimulatedJob, inS: number) {
    const { agenda } = this.parts;
    this.#window.held -= 1;
    this.#window.putOff += 1;
    this.#putOff.set(job, agenda.now + inS);
    this.#window.fill();
    agenda.after(inS, () => {
      this.#putOff.delete(job);
      this.#window.putOff -= 1;
      this.#window.held += 1;
      this.#window.again(job);
      this.#serve();
    });
  }

  #run(job: SimulatedJob, pod: Pod) {
    const { agenda } = this.parts;
    const start = ++job.start;
    job.pod = pod;
    job.startedAt = agenda.now;
    job.slowness = this.parts.slowness();
    job.firstStartAt ??= (this.record.started(agenda.now - job.acceptedAt), agenda.now);
    pod.running.add(job);
    this.#active += 1;
    this.record.active(this.#active);
    agenda.after((job.workS - job.keptS) * job.slowness, () => {
      if (job.start === start && job.pod === pod) this.#ended(job, pod);
    });
  }

  #ended(job: SimulatedJob, pod: Pod) {
    this.#leave(job);
    this.#window.held -= 1;
    this.#openOf.set(job.user, this.#openOf.get(job.user)! - 1);
    this.record.ended(this.parts.agenda.now - job.acceptedAt, job.user);
    this.fleet.left(pod, job);
    this.#serve();
  }

  #interrupted(job: SimulatedJob, afterS: number) {
    const { agenda, settings } = this.parts;
    const doneS = (agenda.now - job.startedAt) / job.slowness + job.keptS;
    const { stepS = Infinity } = settings;
    const keptS = stepS === Infinity ? job.keptS : Math.max(job.keptS, Math.floor(doneS / stepS) * stepS);
    this.record.interrupted((doneS - keptS) * job.slowness);
    job.keptS = keptS;
    this.#leave(job);
    agenda.after(afterS, () => {
      this.#window.again(job);
      this.#serve();
    });
  }

  #leave(job: SimulatedJob) {
    job.pod = undefined;
    this.#active -= 1;
    this.record.active(this.#active);
  }
}
