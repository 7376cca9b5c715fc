/** What each sealed thing says it is, so that none opens in another's place. */
export const backupSubject = (id: string) => `backup ${id}`;
export const personSubject = (userId: string) => `key of person ${userId}`;
export const keyCopySubject = 'copy of person keys';
