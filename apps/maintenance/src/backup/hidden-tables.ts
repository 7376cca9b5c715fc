import { jobNamedIn } from '@polyspool/database/job-named-in';
import { type PersonalTable, personalTables } from '@polyspool/database/personal-rows';
import { systemUserId } from '@polyspool/database/system-user';

/** Made from the copy beside the backups, or it would bring back the keys of the erased. */
export const personKeysTable = 'person_keys';

/** Not in backups: alerts quote what jobs of people said, and are of the moment. */
export const leftOutTables: readonly string[] = ['alerts'];

/** What was done stays on record when somebody is erased, but what a backup says of them is unreadable like the rest. */
const auditEntries: PersonalTable = {
  table: 'audit_entries',
  // No foreign key leads to them: somebody may be gone without having been forgotten.
  owner: '(SELECT users.id FROM users WHERE users.id = r.actor_id)',
  of: 'r.actor_id = $1',
};

const isId = `~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'`;

const inInput = (job: string) => `CASE WHEN ${job}.input ->> 'userId' ${isId} THEN
  (SELECT users.id FROM users WHERE users.id = (${job}.input ->> 'userId')::uuid) END`;

/** A message of the platform is about whom the job is about that it speaks of. */
const inMessage = (job: string) => `CASE WHEN ${job}.user_id = '${systemUserId}' THEN
  (SELECT coalesce(${inInput('named')}, named.user_id) FROM jobs named WHERE named.id = ${jobNamedIn(job)}::uuid) END`;

/** Whom a job is about is whose it is here: an erasure takes it with the rest, so their key has to do the same. */
const aboutWhom = (job: string) => `coalesce(${inInput(job)}, ${inMessage(job)}, ${job}.user_id)`;

const hiddenOwner = ({ table, owner, jobColumn }: PersonalTable) => {
  if (table === 'jobs') return aboutWhom('r');
  return jobColumn === undefined ? owner : `(SELECT ${aboutWhom('job')} FROM jobs job WHERE job.id = r.${jobColumn})`;
};

/** Tables whose rows are hidden person by person. */
export const hiddenTables: readonly PersonalTable[] = [
  ...personalTables
    .filter(({ table }) => table !== personKeysTable)
    .map((table) => ({ ...table, owner: hiddenOwner(table) })),
  auditEntries,
];
