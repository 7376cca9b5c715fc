import type { JobContract } from '@polyspool/contracts/define-jobs';
import type { Person } from '@polyspool/database/people';

export const mayAskFor = ({ role }: Pick<Person, 'role'>, { audience }: Pick<JobContract, 'audience'>) =>
  audience !== 'operators' || role !== 'user';
