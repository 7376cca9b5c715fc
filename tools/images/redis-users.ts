import { queueAliases } from '@polyspool/contracts/queues';
import { createHash } from 'node:crypto';

/** Of compose.yaml and of the manifests for Kubernetes. */
const prefix = 'polyspool';

/** What BullMQ and we do with the keys of a service. Nothing that touches all keys, the server, or other connections. */
const commands =
  '-@all +@read +@write +@blocking +@connection +@transaction +eval +evalsha +script|load +time -@dangerous +info';
/** What workers share: who is there, which engines are down, how often they were called. */
const workshop = ['workers', 'worker:*', 'breaker:*', 'rate:*', 'check'].map((key) => `~${prefix}:${key}`);
/** kombu has four lists for each queue: `video`, and three whose names end in two bytes and 3, 6 or 9. */
const celeryLists = (queues: readonly string[]) =>
  [...new Set([...Object.keys(queueAliases), ...queues])].flatMap((name) => [`~${name}`, `~${name}??[369]`]);
const celery = ['~celery-task-meta-*', '&celery-task-meta-*', '&/*.celery.pidbox'];

/** By user: what each may do. Services are users by their own names, so that one that is broken into reads no other's jobs. */
export function redisRules(queuesByApp: ReadonlyMap<string, readonly string[]>): Map<string, string> {
  const queues = [...queuesByApp.values()].flat();
  const rules = new Map<string, readonly string[]>([
    ['gateway', [`~${prefix}:requests:*`, `~${prefix}:check`, commands]],
    // It dispatches into every queue and reads the events of all.
    ['job-status', [`~${prefix}:*`, '&job:*', commands, '+publish']],
    [
      'celery-bridge',
      [
        `~${prefix}:celery:*`,
        `~${prefix}:check`,
        ...celeryLists(queues),
        ...celery,
        '&*.celery.pidbox',
        commands,
        '+publish',
        '+psubscribe',
      ],
    ],
  ]);
  for (const [app, own] of queuesByApp)
    rules.set(app, [...own.map((queue) => `~${prefix}:${queue}:*`), ...workshop, commands]);
  // An erasure looks for somebody in every key.
  rules.set('maintenance', [`~${prefix}:*`, commands, '+scan']);
  // Programs that call tasks by Celery.
  rules.set('celery', [
    ...celeryLists(queues),
    ...celery,
    '~_kombu.*',
    '~*.celery.pidbox',
    '&*.celery.pidbox',
    commands,
    '+publish',
    '+subscribe',
    '+psubscribe',
    '+unsubscribe',
    '+punsubscribe',
  ]);
  const looks = '+info +dbsize +config|get +slowlog|get +slowlog|len +latency|latest +latency|histogram';
  rules.set('exporter', [`-@all +@connection -@dangerous ${looks}`]);
  rules.set('admin', ['~* &* +@all']);
  return new Map([...rules].map(([user, words]) => [user, words.join(' ')]));
}

/** The file of users of a Redis: passwords by name, of which it holds hashes only. Who has no password may ask whether it answers. */
export function redisUsersFile(rules: ReadonlyMap<string, string>, passwords: ReadonlyMap<string, string>): string {
  const lines = [...rules].map(([user, rule]) => {
    const password = passwords.get(user);
    if (!password) throw new Error(`The Redis user ${user} has no password`);
    return `user ${user} on #${createHash('sha256').update(password).digest('hex')} resetchannels ${rule}`;
  });
  return ['user default off', 'user probe on nopass resetchannels -@all +ping', ...lines, ''].join('\n');
}
