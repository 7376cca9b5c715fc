/** What was done, in everyday words; its name where there are none. */
export const actionWords = (action: string) => words[action] ?? action;

/** Those that can be looked for. */
export const knownActions = () => Object.entries(words).sort(([, one], [, other]) => one.localeCompare(other, 'en'));

const words: Readonly<Record<string, string>> = {
  'alert.see': 'Alert marked as seen',
  'apiKey.create': 'Key made',
  'apiKey.rename': 'Key renamed',
  'apiKey.revoke': 'Key revoked',
  'apiKey.rotate': 'Key replaced',
  'deadLetter.purge': 'Dead letters taken away',
  'deadLetter.replay': 'Dead letters run again',
  'glossary.delete': 'Glossary deleted',
  'job.cancel': 'Job cancelled',
  'job.resume': 'Job resumed',
  'job.retry': 'Job retried',
  'job.retryMany': 'Jobs retried',
  'job.start': 'Job for operators started',
  'person.erase': 'Person erased',
  'person.export': 'Data of a person exported',
  'project.delete': 'Project deleted',
  'projectAsset.remove': 'File taken out of a project',
  'projectMember.put': 'Member of a project set',
  'projectMember.remove': 'Member taken out of a project',
  'queue.drain': 'Queue drained',
  'queue.pause': 'Queue paused',
  'queue.purge': 'Queue purged',
  'queue.resume': 'Queue resumed',
  'record.delete': 'Recording deleted',
  'schedule.add': 'Schedule added',
  'schedule.change': 'Schedule changed',
  'schedule.remove': 'Schedule removed',
  'translationMemory.delete': 'Translation taken out of the memory',
  'translationMemory.empty': 'Translation memory emptied',
  'upload.delete': 'Upload deleted',
  'user.change': 'Person changed',
  'user.create': 'Person added',
  'user.join': 'Person signed in for the first time',
  'user.roleBySignIn': 'Role changed by the issuer of tokens',
  'webhook.delete': 'Webhook removed',
  'webhook.rotate': 'Secret of a webhook changed',
};

const roles: Readonly<Record<string, string>> = {
  admin: 'An administrator',
  operator: 'An operator',
  user: 'A user',
  system: 'The system',
  nobody: 'Nobody known',
};

export const roleWords = (role: string) => roles[role] ?? role;
