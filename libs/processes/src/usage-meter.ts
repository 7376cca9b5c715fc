import { memoryOf, processRow, processTable, type ProcessRow } from './process-table.js';

/** What processes have used. */
export interface ProcessUsage {
  /** The most memory that they held at once, as far as samples can tell. */
  readonly peakRssBytes: number;
  readonly cpuSeconds: number;
}

const firstSampleMs = 100;
const sampleMs = 1_000;

/** Adds up what process groups use. Nobody but the parent is told at the end, and Node does not pass it on: so it samples. */
export class UsageMeter {
  readonly #running = new Map<number, { cpuSeconds: number; peakRssBytes: number }>();
  #endedCpuSeconds = 0;
  #peakRssBytes = 0;

  start(groupId: number) {
    this.#running.set(groupId, { cpuSeconds: 0, peakRssBytes: 0 });
    sampler.watch(this);
  }

  /** Its output has ended: it can be asked for the last time, as long as nobody has waited for it. */
  lastChance(groupId: number) {
    const leader = processRow(groupId);
    if (leader?.groupId === groupId) this.#noteCpu(groupId, leader.cpuSeconds);
  }

  end(groupId: number) {
    this.#endedCpuSeconds += this.#running.get(groupId)?.cpuSeconds ?? 0;
    this.#running.delete(groupId);
    if (!this.#running.size) sampler.leave(this);
  }

  sample(table: readonly ProcessRow[]) {
    let rssBytes = 0;
    for (const [groupId, group] of this.#running) {
      const members = table.filter((row) => row.groupId === groupId);
      const memory = members.map(({ pid }) => memoryOf(pid));
      const ofGroup = memory.reduce((sum, each) => sum + each.rssBytes, 0);
      rssBytes += ofGroup;
      group.peakRssBytes = Math.max(group.peakRssBytes, ofGroup, ...memory.map((each) => each.peakRssBytes));
      this.#peakRssBytes = Math.max(this.#peakRssBytes, group.peakRssBytes);
      this.#noteCpu(
        groupId,
        members.reduce((sum, each) => sum + each.cpuSeconds, 0),
      );
    }
    this.#peakRssBytes = Math.max(this.#peakRssBytes, rssBytes);
  }

  get usage(): ProcessUsage {
    const running = [...this.#running.values()].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0);
    return { peakRssBytes: this.#peakRssBytes, cpuSeconds: this.#endedCpuSeconds + running };
  }

  /** Of one group, until its end. */
  usageOf(groupId: number): ProcessUsage {
    return { ...(this.#running.get(groupId) ?? { peakRssBytes: 0, cpuSeconds: 0 }) };
  }

  /** Those who have ended and nobody waited for are missing from a later sum. */
  #noteCpu(groupId: number, seconds: number) {
    const group = this.#running.get(groupId);
    if (group) group.cpuSeconds = Math.max(seconds, group.cpuSeconds);
  }
}

/** One scan of the process table serves all meters that have something running. */
class Sampler {
  readonly #meters = new Set<UsageMeter>();
  #timer: NodeJS.Timeout | undefined;
  #dueAt = Infinity;

  watch(meter: UsageMeter) {
    this.#meters.add(meter);
    // Sooner, never later: otherwise short programs, one after the other, would put it off for ever.
    if (performance.now() + firstSampleMs < this.#dueAt) this.#sampleIn(firstSampleMs);
  }

  leave(meter: UsageMeter) {
    this.#meters.delete(meter);
    if (this.#meters.size) return;
    clearTimeout(this.#timer);
    this.#dueAt = Infinity;
  }

  #sampleIn(ms: number) {
    clearTimeout(this.#timer);
    this.#dueAt = performance.now() + ms;
    this.#timer = setTimeout(() => {
      const table = processTable();
      for (const meter of this.#meters) meter.sample(table);
      this.#sampleIn(sampleMs);
    }, ms).unref();
  }
}

const sampler = new Sampler();
