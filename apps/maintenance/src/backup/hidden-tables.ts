import { type PersonalTable, personalTables } from '@polyspool/database/personal-rows';

/** Made from the copy beside the backups, or it would bring back the keys of the erased. */
export const personKeysTable = 'person_keys';

/** What was done stays on record when somebody is erased, but what a backup says of them is unreadable like the rest. */
const auditEntries: PersonalTable = {
  table: 'audit_entries',
  // No foreign key leads to them: somebody may be gone without having been forgotten.
  owner: '(SELECT users.id FROM users WHERE users.id = r.actor_id)',
  of: 'r.actor_id = $1',
};

/** Tables whose rows are hidden person by person. */
export const hiddenTables: readonly PersonalTable[] = [
  ...personalTables.filter(({ table }) => table !== personKeysTable),
  auditEntries,
];
