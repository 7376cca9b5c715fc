import type { Agenda } from './agenda.ts';

/** What happened in a queue. */
export class QueueRecord {
  readonly waitsS: number[] = [];
  readonly latenciesS: number[] = [];
  readonly latenciesOfMountainS: number[] = [];
  accepts = 0;
  interruptions = 0;
  lostS = 0;
  peakPods = 0;
  /** Open jobs, and running ones, each for as long as it was so. */
  openSeconds = 0;
  activeSeconds = 0;
  #open = 0;
  #active = 0;
  #at = 0;
  #looked = { accepts: 0, ends: 0 };

  private readonly agenda: Agenda;

  constructor(agenda: Agenda) {
    this.agenda = agenda;
  }

  accepted() {
    this.#pass();
    this.accepts += 1;
    this.#open += 1;
  }

  started(waitS: number) {
    this.waitsS.push(waitS);
  }

  active(count: number) {
    this.#pass();
    this.#active = count;
  }

  ended(latencyS: number, user: number) {
    this.#pass();
    this.#open -= 1;
    (user === 0 ? this.latenciesOfMountainS : this.latenciesS).push(latencyS);
  }

  interrupted(lostS: number) {
    this.interruptions += 1;
    this.lostS += lostS;
  }

  pods(count: number) {
    this.peakPods = Math.max(this.peakPods, count);
  }

  /** Jobs accepted and ended since this was asked before. */
  sinceLastLook() {
    const [accepts, ends] = [this.accepts, this.latenciesS.length + this.latenciesOfMountainS.length];
    const since = { accepts: accepts - this.#looked.accepts, ends: ends - this.#looked.ends };
    this.#looked = { accepts, ends };
    return since;
  }

  #pass() {
    const passedS = this.agenda.now - this.#at;
    this.#at = this.agenda.now;
    this.openSeconds += passedS * this.#open;
    this.activeSeconds += passedS * this.#active;
  }
}
