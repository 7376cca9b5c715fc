import type { LiveRoom } from '@polyspool/contracts/live';
import type { Person } from '@polyspool/database/people';

export const jobRoom = (jobId: string) => `job:${jobId}`;
export const userRoom = (userId: string) => `user:${userId}`;
export const projectRoom = (projectId: string) => `project:${projectId}`;
export const everythingRoom = 'everything';

/** The name of a room, for the person who asks for it. */
export function nameOfRoom(room: LiveRoom, { id }: Person) {
  if ('jobId' in room) return jobRoom(room.jobId);
  if ('projectId' in room) return projectRoom(room.projectId);
  return 'mine' in room ? userRoom(id) : everythingRoom;
}
