import type { JobEvent } from '@polyspool/contracts/job-status';
import type { Follower, Followers } from './follower.js';

/** The connections of one channel, and which rooms they are in. */
export class FollowerRooms implements Followers {
  readonly #all = new Set<Follower>();
  readonly #byRoom = new Map<string, Set<Follower>>();

  get size() {
    return this.#all.size;
  }

  [Symbol.iterator]() {
    return this.#all.values();
  }

  hasRoom(room: string) {
    return this.#byRoom.has(room);
  }

  tell(rooms: readonly string[], event: JobEvent, heard: ReadonlySet<Follower>) {
    const followers = new Set(rooms.flatMap((room) => [...(this.#byRoom.get(room) ?? [])]));
    for (const follower of followers) if (!heard.has(follower)) follower.event(event);
  }

  add(follower: Follower) {
    this.#all.add(follower);
  }

  delete(follower: Follower) {
    this.#all.delete(follower);
  }

  enter(follower: Follower, room: string) {
    const followers = this.#byRoom.get(room) ?? new Set();
    this.#byRoom.set(room, followers.add(follower));
  }

  leave(follower: Follower, room: string) {
    const followers = this.#byRoom.get(room);
    followers?.delete(follower);
    if (!followers?.size) this.#byRoom.delete(room);
  }
}
