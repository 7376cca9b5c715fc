import type { JobContract } from '@polyspool/contracts/define-jobs';
import { gdprJobs } from '@polyspool/contracts/reports';
import type { Person } from '@polyspool/database/people';
import { systemUserId } from '@polyspool/database/system-user';

type Asked = Pick<JobContract, 'audience' | 'name'>;

/** An erasure is asked for by a route of its own, which has it confirmed: the job is the platform's. */
export const mayAskFor = ({ id, role }: Pick<Person, 'id' | 'role'>, { audience, name }: Asked) =>
  name === gdprJobs.erase.name ? id === systemUserId : audience !== 'operators' || role !== 'user';

/** What is made about somebody is for themself, and for operators. */
export const mayAskAbout = ({ id, role }: Pick<Person, 'id' | 'role'>, { userId }: Readonly<Record<string, unknown>>) =>
  userId === undefined || userId === id || role !== 'user';
