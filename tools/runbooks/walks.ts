import { jobWalks } from './job-walks.ts';
import { messageWalks } from './message-walks.ts';
import { queueWalks } from './queue-walks.ts';
import { redisWalks } from './redis-walks.ts';
import { serviceWalks } from './service-walks.ts';
import { storeWalks } from './store-walks.ts';
import type { WalkedRunbook } from './walked-runbook.ts';

export const walks: readonly WalkedRunbook[] = [
  ...queueWalks,
  ...jobWalks,
  ...serviceWalks,
  ...messageWalks,
  ...redisWalks,
  ...storeWalks,
];

/** What these are about is made by another suite; here only their commands are typed. */
export const shownElsewhere: Readonly<Record<string, string>> = {
  'poison-job': 'npm run faults -- --only poison: a job that kills its worker each time ends as job.poison',
};
