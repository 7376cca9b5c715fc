import type { JobEvent } from '@polyspool/contracts/job-status';

/** Which events all subscribers of each room's job have been told of: the highest number, by job and child. */
export class ToldEvents {
  readonly #byRoom = new Map<string, Map<string, number>>();

  /** Opens a room. One that is open keeps its numbers: who was there before may not have heard as much. */
  open(room: string, heard: ReadonlyMap<string, number>) {
    if (!this.#byRoom.has(room)) this.#byRoom.set(room, new Map(heard));
  }

  lacks(room: string, jobId: string, seq: number) {
    return seq > this.#last(room, jobId);
  }

  /** Only rooms that somebody has opened are kept. */
  event(event: JobEvent) {
    for (const room of this.#openRooms(event)) this.#note(room, event.jobId, event.seq);
  }

  /** Whether a room lacks what came before it: the log has it. */
  lacksBefore(event: JobEvent): boolean {
    return this.#openRooms(event).some((room) => event.seq > this.#last(room, event.jobId) + 1);
  }

  /** Which rooms have not been told of it. One that nobody has opened is no matter. */
  unaware(event: JobEvent): string[] {
    return this.#openRooms(event).filter((room) => event.seq > this.#last(room, event.jobId));
  }

  /** Forgets empty rooms. Answers what all of the others know, and which they are: children may be unheard of. */
  known(isEmpty: (jobId: string) => boolean) {
    const known = new Map<string, number>();
    for (const [room, numbers] of this.#byRoom) {
      if (isEmpty(room)) this.#byRoom.delete(room);
      else for (const [jobId, seq] of numbers) known.set(jobId, Math.min(seq, known.get(jobId) ?? Infinity));
    }
    return { known, rooms: [...this.#byRoom.keys()] };
  }

  #openRooms({ jobId, parentId }: JobEvent) {
    return [jobId, parentId].filter((room) => room !== undefined).filter((room) => this.#byRoom.has(room));
  }

  #last(room: string, jobId: string) {
    return this.#byRoom.get(room)?.get(jobId) ?? 0;
  }

  #note(room: string, jobId: string, seq: number) {
    const numbers = this.#byRoom.get(room) ?? new Map<string, number>();
    this.#byRoom.set(room, numbers.set(jobId, Math.max(seq, this.#last(room, jobId))));
  }
}
