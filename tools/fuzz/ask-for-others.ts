import fc from 'fast-check';
import type { Operation, Schema } from './api-document.ts';
import type { Finding } from './fuzz-operations.ts';
import type { FuzzedSystem } from './fuzzed-system.ts';
import { asCurl, sendRaw, type Sent } from './raw-request.ts';
import { SchemaArbitrary } from './schema-arbitrary.ts';
import { kindOf, knownBy, type Things } from './things.ts';

/**
 * One person asks for the things of another, by every operation that takes the name of one: in the address, in the query and in
 * the body. None is shown, none is changed, and nothing is made of any.
 */
export async function askForOthers(system: FuzzedSystem, seed: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const operation of system.document.operations) {
    findings.push(...(await inAddress(system, operation, seed)));
    findings.push(...(await inQuery(system, operation)));
    findings.push(...(await inBody(system, operation, seed)));
  }
  return findings;
}

const samples = 8;

async function inAddress(system: FuzzedSystem, operation: Operation, seed: number): Promise<Finding[]> {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const { things } = system.other;
  const first = names.map((name) => kindOf(name, operation.path)).find(Boolean);
  if (!first) return [];
  const statuses = new Set<number>();
  const findings: Finding[] = [];
  for (const id of things[first]) {
    const path = pathWith(operation, { ...things, [first]: [id] });
    for (const body of bodies(system, operation, things, seed)) {
      const { finding, status } = await ask(system, operation, { path, body });
      statuses.add(status);
      const isRefused = [403, 404].includes(status) || (body !== undefined && [400, 422].includes(status));
      if (finding) findings.push(finding);
      else if (!isRefused) findings.push(told(operation, { path, body }, `${status} for what is somebody else's`));
    }
  }
  const isTold = statuses.has(404) || statuses.has(403);
  if (!isTold && !findings.length)
    findings.push(told(operation, { path: operation.path }, 'nothing fitting was asked'));
  return findings;
}

async function inQuery(system: FuzzedSystem, operation: Operation): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { in: place, name } of operation.parameters) {
    const kind = place === 'query' ? kindOf(name) : undefined;
    if (!kind || kind === 'user') continue;
    const path = `${pathWith(operation, system.asking.things)}?${name}=${system.other.things[kind][0]}`;
    const { finding, status } = await ask(system, operation, { path });
    if (finding) findings.push(finding);
    else if (status < 400 && operation.method !== 'GET') findings.push(told(operation, { path }, `${status}`));
  }
  return findings;
}

async function inBody(system: FuzzedSystem, operation: Operation, seed: number): Promise<Finding[]> {
  // Whom to send something to, and whom to invite, everybody may say.
  const things = { ...system.other.things, user: system.asking.things.user };
  const ids = Object.entries(things).flatMap(([kind, all]) => (kind === 'user' ? [] : all));
  const findings: Finding[] = [];
  const path = pathWith(operation, system.asking.things);
  for (const body of bodies(system, operation, things, seed)) {
    const text = JSON.stringify(body) as string | undefined;
    if (!ids.some((id) => text?.includes(id))) continue;
    const { finding, status, said } = await ask(system, operation, { path, body });
    if (finding) findings.push(finding);
    else if (status < 400 && !said.includes('"matched":0'))
      findings.push(told(operation, { path, body }, `${status} to a body with what is somebody else's`));
  }
  return findings;
}

function bodies(system: FuzzedSystem, { body, method }: Operation, things: Things, seed: number): unknown[] {
  const content = body['application/json'];
  if (!content || method === 'GET') return [undefined];
  const schemas = new SchemaArbitrary(system.document, knownBy(things));
  const { oneOf } = system.document.resolve(content.schema) as { oneOf?: Schema[] };
  const kinds = oneOf ?? [content.schema];
  const each = kinds.flatMap((kind) => fc.sample(schemas.of(kind), { seed, numRuns: oneOf ? 2 : samples }));
  return [schemas.filledIn(content.example), ...each];
}

async function ask(system: FuzzedSystem, operation: Operation, { path, body }: Asked) {
  const sent = sentOf(operation, { path, body });
  const authorization = `Bearer ${system.asking.key}`;
  const answer = await sendRaw(system.url, { ...sent, headers: { ...sent.headers, authorization } });
  const wire = path + (sent.body?.toString('utf8') ?? '');
  const leaked = system.othersMarks.find((mark) => answer.body.includes(mark) && !wire.includes(mark));
  const faults = [
    ...(leaked ? [`${answer.status}, and tells of somebody else: ${answer.body.slice(0, 300)}`] : []),
    ...(answer.status >= 500 ? [`${answer.status} ${answer.body.slice(0, 300)}`] : []),
  ];
  return {
    status: answer.status,
    said: answer.body,
    finding: faults[0] ? told(operation, { path, body }, faults[0]) : undefined,
  };
}

interface Asked {
  readonly path: string;
  readonly body?: unknown;
}

function sentOf({ method, parameters, body: described }: Operation, { path, body }: Asked): Sent {
  const needed = parameters.filter(({ in: place, required }) => place === 'header' && required);
  const [type] = Object.keys(described);
  const headers = Object.fromEntries(needed.map(({ name, schema }) => [name.toLowerCase(), least(schema)]));
  if (body === undefined && type === undefined) return { method, path, headers };
  if (body === undefined)
    return { method, path, headers: { ...headers, 'content-type': type! }, body: Buffer.alloc(0) };
  const text = Buffer.from(JSON.stringify(body));
  return { method, path, headers: { ...headers, 'content-type': 'application/json' }, body: text };
}

const least = (schema: Schema) => String((schema['enum'] as string[] | undefined)?.[0] ?? schema['minimum'] ?? '');

const told = (operation: Operation, asked: Asked, fault: string): Finding => ({
  operation: operation.name,
  faults: [fault],
  curl: `${asCurl(sentOf(operation, asked))} as user`,
});

function pathWith({ path }: Operation, things: Things): string {
  const known = knownBy(things);
  return path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const kind = kindOf(name, path);
    return (kind ? things[kind][0] : known(name)[0]) ?? 'fuzz';
  });
}
