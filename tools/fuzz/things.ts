import type { Known } from './schema-arbitrary.ts';

export type Kind =
  | 'project'
  | 'upload'
  | 'resumable'
  | 'record'
  | 'job'
  | 'artifact'
  | 'webhook'
  | 'delivery'
  | 'glossary'
  | 'key'
  | 'notification'
  | 'schedule'
  | 'user';

/** Ids of what somebody has. */
export type Things = Readonly<Record<Kind, readonly string[]>>;

/** What `{id}` and `{name}` stand for, by how the path begins. */
const ofPaths: readonly (readonly [start: string, kind: Kind])[] = [
  ['/v1/admin/users/', 'user'],
  ['/v1/admin/api-keys/', 'key'],
  ['/v1/me/api-keys/', 'key'],
  ['/v1/artifacts/', 'artifact'],
  ['/v1/projects/', 'project'],
  ['/v1/records/', 'record'],
  ['/v1/webhooks/', 'webhook'],
  ['/v1/uploads/resumable/', 'resumable'],
  ['/v1/uploads/', 'upload'],
  ['/v1/glossaries/', 'glossary'],
  ['/v1/admin/schedules/', 'schedule'],
  ['/v1/jobs/', 'job'],
];

/** What a field or a parameter stands for, by its name, in capitals or not. */
const ofFields: Readonly<Record<string, Kind>> = {
  projectid: 'project',
  uploadid: 'upload',
  musicuploadid: 'upload',
  videoid: 'upload',
  recordid: 'record',
  recordids: 'record',
  jobid: 'job',
  jobids: 'job',
  taskid: 'job',
  parentid: 'job',
  artifactid: 'artifact',
  webhook: 'webhook',
  webhookid: 'webhook',
  deliveryid: 'delivery',
  glossaryid: 'glossary',
  keyid: 'key',
  userid: 'user',
  targetuserid: 'user',
  actorid: 'user',
  ids: 'notification',
};

/** Names that the platform has, whoever asks. */
const common: Readonly<Record<string, readonly string[]>> = {
  queue: ['backup'],
  code: ['job.unknown', 'internal'],
  taskname: ['process_video_content', 'cleanup_old_files', 'health_check'],
  language: ['en', 'te'],
  lemma: ['milk'],
  cron: ['0 3 1 1 *'],
  from: ['en'],
  to: ['es'],
  targetlanguage: ['es'],
  script: ['Once upon a time there was a dog.'],
};

export function kindOf(field: string, path?: string): Kind | undefined {
  if (path !== undefined && (field === 'id' || field === 'name'))
    return ofPaths.find(([start]) => path.startsWith(start))?.[1];
  return ofFields[plain(field)];
}

/** What fields may be filled with by somebody who has these. */
export const knownBy =
  (things: Things): Known =>
  (field) => {
    const kind = kindOf(field);
    return kind ? things[kind] : (common[plain(field)] ?? []);
  };

const plain = (field: string) => field.replaceAll('_', '').toLowerCase();
