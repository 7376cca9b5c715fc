import type { JobEvent, JobSnapshot } from '@polyspool/contracts/job-status';
import type { LiveSubscription } from '@polyspool/contracts/live';
import type { EventLog } from '@polyspool/database/event-log';
import type { Person } from '@polyspool/database/people';
import { type Follower, keptUp } from './follower.js';

/** Events that are read from the log at once for one that comes back. */
const pageSize = 500;
/** Jobs of which one that comes back to a list is told what was missed. */
const mostReplayedJobs = 500;
/** Of a job with all its parts there are no more. */
const mostParts = 10_000;
/** So long an event may be on its way into the log. */
const marginMs = 10_000;

export type WantedJob = Extract<LiveSubscription, { jobId: string }>;
export type WantedList = Exclude<LiveSubscription, WantedJob>;
/** Numbers heard, by job. */
export type Heard = Map<string, number>;

/** What one that comes back has missed, out of the log. */
export class MissedEvents {
  constructor(private readonly log: EventLog) {}

  /** What a follower knows of a job and its children, with the snapshot or by what it says that it has heard. */
  async heardOf({ job, children }: JobSnapshot, since: WantedJob['since']): Promise<Heard> {
    const jobs = [job, ...children];
    if (since === undefined) return new Map(jobs.map(({ id, seq }) => [id, seq]));
    const numbers =
      typeof since === 'string'
        ? await this.log.numbersAt(beforeMargin(since), { jobId: job.id }, mostParts)
        : new Map(jobs.map(({ id }) => [id, since[id] ?? 0]));
    // Nobody has heard what has not happened: numbers hold for the room, and so for others.
    return new Map(jobs.map(({ id, seq }) => [id, Math.min(numbers.get(id) ?? seq, seq)]));
  }

  /** Nothing where it is too much. */
  async of(person: Person, wanted: WantedList): Promise<Heard | undefined> {
    const jobs =
      'mine' in wanted ? { userId: person.id } : 'projectId' in wanted ? { projectId: wanted.projectId } : {};
    const heard = await this.log.numbersAt(beforeMargin(wanted.since ?? ''), jobs, mostReplayedJobs + 1);
    return heard.size > mostReplayedJobs ? undefined : heard;
  }

  /** Tells it what came after the numbers that it has heard, which go on with that. */
  async replay(follower: Follower, heard: Heard, told: Heard) {
    let read = heard.size ? pageSize : 0;
    while (read === pageSize) {
      const page = await this.log.after(heard, [], pageSize);
      for (const { event } of page) {
        if (follower.isBehind) await keptUp(follower);
        heard.set(event.jobId, event.seq);
        tell(follower, told, event);
      }
      read = page.length;
    }
  }
}

const beforeMargin = (since: string) => new Date(Math.min(Date.parse(since), Date.now()) - marginMs);

export function tell(follower: Follower, told: Heard, event: JobEvent) {
  told.set(event.jobId, event.seq);
  follower.event(event);
}
