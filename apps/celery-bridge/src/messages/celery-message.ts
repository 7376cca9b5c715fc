import { z } from 'zod';
import { CeleryException } from '../results/celery-exception.js';

/** The gateway takes no larger bodies. */
const mostBytes = 1024 * 1024;

const TaskId = z.string().min(1).max(200);

/** Of the envelope that kombu puts into a list. */
const Envelope = z.object({
  body: z.string(),
  'content-type': z.string().optional(),
  'content-encoding': z.string().nullish(),
  headers: z.record(z.string(), z.unknown()).default({}),
  properties: z.object({ body_encoding: z.string().optional() }).default({}),
});

const Seconds = z.number().positive().nullish();

const Headers = z.object({
  id: TaskId,
  task: z.string().min(1).max(300),
  eta: z.string().nullish(),
  expires: z.union([z.string(), z.number()]).nullish(),
  ignore_result: z.boolean().nullish(),
  /** Hard, then soft. */
  timelimit: z.tuple([Seconds, Seconds]).nullish().catch(null),
});

const many = z.array(z.unknown()).nullish();
const Embedded = z.object({ callbacks: many, errbacks: many, chain: many, chord: z.unknown().nullish() }).nullish();
const Body = z.tuple([z.array(z.unknown()), z.record(z.string(), z.unknown())]).rest(z.unknown());

export interface CalledTask {
  readonly id: string;
  readonly name: string;
  readonly call: {
    readonly args: readonly unknown[];
    readonly kwargs: Readonly<Record<string, unknown>>;
    readonly eta?: string;
    readonly expires?: string | number;
    readonly time_limit?: number;
    readonly soft_time_limit?: number;
  };
  readonly wantsResult: boolean;
}

/** A message that no task can be made of, with what its sender is told, as far as it says who it is. */
export interface RefusedMessage {
  readonly id: string | undefined;
  readonly exception: CeleryException;
}

/**
 * Reads a task message as kombu's Redis transport queues it: Celery's message protocol, version 2, in JSON
 * (https://docs.celeryq.dev/en/stable/internals/protocol.html).
 */
export function readCeleryMessage(raw: string): CalledTask | RefusedMessage {
  const envelope = Envelope.safeParse(jsonOf(raw));
  if (!envelope.success) return refused(undefined, CeleryException.decodeError('The message is no envelope of kombu'));
  const { headers, ...content } = envelope.data;
  const id = TaskId.safeParse(headers['id']).data;
  const type = content['content-type'];
  if (type !== 'application/json') return refused(id, CeleryException.contentDisallowed(type ?? 'unknown'));
  if (raw.length > mostBytes) return refused(id, CeleryException.decodeError('The message has more than 1 MiB'));
  const known = Headers.safeParse(headers);
  if (!known.success) return refused(id, CeleryException.decodeError('The headers are not those of protocol 2'));
  const body = Body.safeParse(jsonOf(decoded(content)));
  if (!body.success) return refused(id, CeleryException.decodeError('The body is not [args, kwargs, embed]'));
  return calledTask(known.data, body.data);
}

function calledTask(headers: z.output<typeof Headers>, [args, kwargs, embed]: z.output<typeof Body>) {
  const { id, task: name, eta, expires, ignore_result: ignoresResult } = headers;
  const [hard, soft] = headers.timelimit ?? [];
  const embedded = Embedded.safeParse(embed);
  if (!embedded.success || hasMore(embedded.data)) return refused(id, CeleryException.noCanvas());
  return {
    id,
    name,
    call: {
      ...{ args, kwargs },
      ...(eta && { eta: withZone(eta) }),
      ...(expires && { expires: momentOf(expires) }),
      ...(hard && { time_limit: hard }),
      ...(soft && { soft_time_limit: soft }),
    },
    wantsResult: !ignoresResult,
  };
}

const refused = (id: string | undefined, exception: CeleryException): RefusedMessage => ({ id, exception });

const hasMore = (embedded: z.output<typeof Embedded>) =>
  Boolean(
    embedded && (embedded.chord || [embedded.callbacks, embedded.errbacks, embedded.chain].some((all) => all?.length)),
  );

const momentOf = (moment: string | number) => (typeof moment === 'number' ? moment : withZone(moment));

/** Without a zone it is UTC. */
const withZone = (moment: string) => (/(?:Z|[+-]\d\d:?\d\d)$/.test(moment) ? moment : `${moment}Z`);

const decoded = ({ body, properties }: Pick<z.output<typeof Envelope>, 'body' | 'properties'>) =>
  properties.body_encoding === 'base64' ? Buffer.from(body, 'base64').toString('utf8') : body;

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
