import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';

/** Which events the subscribers of each room's job have been told of: the highest number, by job and child. */
export class ToldEvents {
  readonly #byRoom = new Map<string, Map<string, number>>();

  snapshot({ job, children }: JobSnapshot) {
    for (const { id, seq } of [job, ...children]) this.#note(job.id, id, seq);
  }

  /** Only rooms that a snapshot has opened are kept. */
  event({ jobId, parentId, seq }: JobEvent) {
    for (const room of [jobId, parentId]) if (room && this.#byRoom.has(room)) this.#note(room, jobId, seq);
  }

  /** Forgets empty rooms, and answers what the others know. */
  known(isEmpty: (jobId: string) => boolean): Map<string, number> {
    const known = new Map<string, number>();
    for (const [room, numbers] of this.#byRoom) {
      if (isEmpty(room)) this.#byRoom.delete(room);
      else for (const [jobId, seq] of numbers) known.set(jobId, Math.max(seq, known.get(jobId) ?? 0));
    }
    return known;
  }

  #note(room: string, jobId: string, seq: number) {
    const numbers = this.#byRoom.get(room) ?? new Map<string, number>();
    this.#byRoom.set(room, numbers.set(jobId, Math.max(seq, numbers.get(jobId) ?? 0)));
  }
}
