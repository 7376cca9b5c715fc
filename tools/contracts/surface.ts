export type Schema = { readonly [keyword: string]: unknown };

/** What others build on: routes, what goes in and out, what is said on live channels. Without texts and examples. */
export interface Surface {
  /** `POST /v1/jobs` */
  readonly operations: Readonly<Record<string, Operation>>;
  readonly messages: Readonly<Record<string, Message>>;
  readonly schemas: Readonly<Record<string, Schema>>;
}

export interface Operation {
  /** `query limit` */
  readonly parameters: Readonly<Record<string, { readonly required: boolean; readonly schema: Schema }>>;
  /** By media type. */
  readonly body?: { readonly required: boolean; readonly content: Readonly<Record<string, Schema>> };
  /** By status and media type, where it succeeds. */
  readonly answers: Readonly<Record<string, Readonly<Record<string, Schema>>>>;
}

/** `in`: clients send it; `out`: they read it. */
export type Way = 'in' | 'out';

export interface Message {
  readonly way: Way;
  readonly payload: Schema;
}

export interface Documents {
  readonly openapi: {
    readonly paths: Record<string, Record<string, DescribedOperation>>;
    readonly webhooks?: Record<string, Record<string, DescribedOperation>>;
    readonly components: { readonly schemas: Record<string, Schema> };
  };
  readonly asyncapi: {
    readonly operations: Record<string, { action: 'send' | 'receive'; messages: readonly { $ref: string }[] }>;
    readonly components: { readonly messages: Record<string, { payload: Schema }> };
  };
}

interface DescribedOperation {
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema: Schema }[];
  readonly requestBody?: { required?: boolean; content: Record<string, { schema?: Schema }> };
  readonly responses: Record<string, { content?: Record<string, { schema?: Schema }> }>;
}

export function surfaceOf({ openapi, asyncapi }: Documents): Surface {
  return {
    operations: sorted(
      Object.entries(openapi.paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, operation]) => [
          `${method.toUpperCase()} ${path}`,
          operationOf(operation),
        ]),
      ),
    ),
    messages: sorted([...liveMessages(asyncapi), ...webhookMessages(openapi.webhooks ?? {})]),
    schemas: sorted(Object.entries(openapi.components.schemas).map(([name, schema]) => [name, bare(schema)])),
  };
}

function operationOf({ parameters = [], requestBody, responses }: DescribedOperation): Operation {
  const answers = Object.entries(responses).filter(([status]) => /^[23]/.test(status));
  return {
    parameters: sorted(
      parameters.map(({ in: place, name, required = false, schema }) => [
        `${place} ${name}`,
        { required, schema: bare(schema) },
      ]),
    ),
    ...(requestBody && {
      body: { required: requestBody.required ?? false, content: contentOf(requestBody.content) },
    }),
    answers: sorted(answers.map(([status, { content = {} }]) => [status, contentOf(content)])),
  };
}

const contentOf = (content: Record<string, { schema?: Schema }>) =>
  sorted(Object.entries(content).map(([type, { schema = {} }]) => [type, bare(schema)]));

function liveMessages({ operations, components }: Documents['asyncapi']): [string, Message][] {
  const toClients = new Set(
    Object.values(operations).flatMap(({ action, messages }) => (action === 'send' ? messages.map(nameIn) : [])),
  );
  return Object.entries(components.messages).map(([name, { payload }]) => [
    `live ${name}`,
    { way: toClients.has(name) ? 'out' : 'in', payload: bare(payload) },
  ]);
}

const nameIn = ({ $ref }: { $ref: string }) => $ref.slice($ref.lastIndexOf('/') + 1);

const webhookMessages = (webhooks: NonNullable<Documents['openapi']['webhooks']>): [string, Message][] =>
  Object.entries(webhooks).map(([name, { post }]) => [
    `webhook ${name}`,
    { way: 'out', payload: bare(post?.requestBody?.content['application/json']?.schema ?? {}) },
  ]);

const texts = new Set(['description', 'title', 'summary', 'example', 'examples', '$comment', '$schema']);

/** Without what is only for readers. Names of fields are no keywords, whatever they are called. */
function bare(schema: Schema): Schema {
  const strip = (value: unknown, isNames = false): unknown => {
    if (Array.isArray(value)) return value.map((item) => strip(item));
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).filter(([key]) => isNames || !texts.has(key));
    return sorted(
      kept.map(([key, item]) => [key, literal.has(key) && !isNames ? item : strip(item, !isNames && named.has(key))]),
    );
  };
  return strip(schema) as Schema;
}

/** Keywords whose values are fields by name, and those whose values are data. */
const named = new Set(['properties', '$defs', 'patternProperties']);
const literal = new Set(['const', 'default', 'enum']);

const sorted = <Value>(entries: readonly (readonly [string, Value])[]): Record<string, Value> =>
  Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
