import type { Policy, ScalerSettings } from './settings.ts';

/** An HPA leaves things as they are while they are nearly right. */
const tolerance = 0.1;

interface Change {
  readonly at: number;
  readonly pods: number;
}

/**
 * How many pods KEDA and the HPA that it makes want: demand in slots, divided by the slots of a pod, as an average value of one
 * (kubernetes: pkg/controller/podautoscaler/horizontal.go); none only after the cooldown.
 */
export class Scaler {
  readonly #wished: Change[] = [];
  #changes: Change[] = [];
  #demandAt = -Infinity;

  private readonly settings: ScalerSettings;
  private readonly slotsPerPod: number;

  constructor(settings: ScalerSettings, slotsPerPod: number) {
    this.settings = settings;
    this.slotsPerPod = slotsPerPod;
  }

  wanted(now: number, { demandSlots, pods }: { demandSlots: number; pods: number }): number {
    const { cooldownS, minPods } = this.settings;
    if (demandSlots > 0) this.#demandAt = now;
    const wants = this.#wants(now, demandSlots, pods);
    if (minPods > 0) return wants;
    if (now - this.#demandAt >= cooldownS) return 0;
    return Math.max(1, wants);
  }

  #wants(now: number, demandSlots: number, pods: number) {
    const { minPods, maxPods, allAtOnce } = this.settings;
    const worth = allAtOnce ? maxPods * Math.min(demandSlots, 1) : demandSlots / this.slotsPerPod;
    const isNear = pods > 0 && Math.abs(worth / pods - 1) <= tolerance;
    const wish = Math.min(maxPods, Math.max(minPods, isNear ? pods : Math.ceil(worth)));
    const limited = this.#limited(now, this.#stabilized(now, wish, pods), pods);
    if (limited !== pods) this.#changes.push({ at: now, pods: limited - pods });
    return limited;
  }

  /** Fewer only where fewer were enough for all of the window. */
  #stabilized(now: number, wish: number, pods: number) {
    const { stabilizationS } = this.settings.down;
    this.#wished.push({ at: now, pods: wish });
    while (this.#wished[0]!.at < now - stabilizationS) this.#wished.shift();
    if (wish >= pods) return wish;
    return Math.min(pods, Math.max(...this.#wished.map((one) => one.pods)));
  }

  #limited(now: number, wish: number, pods: number) {
    const { up, down } = this.settings;
    this.#changes = this.#changes.filter(({ at }) => at > now - Math.max(up.everyS, down.everyS));
    const changed = ({ everyS }: Policy, sign: number) =>
      this.#changes.reduce((sum, { at, pods: by }) => (at > now - everyS && by * sign > 0 ? sum + by * sign : sum), 0);
    if (wish > pods) return Math.min(wish, Math.max(pods, pods + up.pods - changed(up, 1)));
    return Math.max(wish, Math.min(pods, pods - down.pods + changed(down, -1)));
  }
}
