import { catalogue } from '@polyspool/contracts/catalogue';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { join } from 'node:path';
import prettier from 'prettier';
import { z } from 'zod';
import { answers, requests } from './published-schemas.ts';

/** What the SDK's users get to see of the contracts, without the contracts and without zod. */
export const contractTypesFile = join(import.meta.dirname, '../../libs/sdk/src/generated/contract.ts');

const names = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries(answers)) names.add(schema, { id });

/** The text of that file, as the contracts are now. */
export async function contractTypes(): Promise<string> {
  const definitions = { ...definitionsOf(answers, 'output'), ...definitionsOf(requests, 'input'), ...jobDefinitions() };
  const types = await compile({ title: 'Contract', $defs: definitions } as JSONSchema, 'Contract', {
    additionalProperties: false,
    bannerComment: '',
    format: false,
    ignoreMinAndMaxItems: true,
    unreachableDefinitions: true,
  });
  const text = `/* eslint-disable */\n// Made of libs/contracts: npm run types -w @polyspool/sdk\n\n${withoutRoot(types)}\n${jobTypes()}`;
  const options = await prettier.resolveConfig(contractTypesFile);
  return prettier.format(text, { ...options, parser: 'typescript' });
}

type Schemas = Readonly<Record<string, z.ZodType>>;
type Definitions = Record<string, unknown>;

/** Each of them, and what they refer to by name. */
function definitionsOf(schemas: Schemas, io: 'input' | 'output'): Definitions {
  const { properties, $defs } = toJson(z.object(schemas), io);
  const own = Object.entries(properties ?? {}).filter(([name]) => !$defs?.[name]);
  return { ...Object.fromEntries(own), ...$defs } as Definitions;
}

function jobDefinitions(): Definitions {
  return Object.fromEntries(
    [...catalogue.values()].flatMap(({ name, input, output }) => [
      ...Object.entries(definitionsOf({ [`${typeName(name)}Input`]: input }, 'input')),
      ...Object.entries(definitionsOf({ [`${typeName(name)}Output`]: output }, 'output')),
    ]),
  );
}

function jobTypes() {
  const rows = [...catalogue.keys()].map(
    (name) => `'${name}': { input: ${typeName(name)}Input; output: ${typeName(name)}Output };`,
  );
  return `/** Every job kind, by name. */\nexport interface JobTypes {\n${rows.join('\n')}\n}\n`;
}

const typeName = (job: string) =>
  job
    .split('.')
    .map((part) => part[0]!.toUpperCase() + part.slice(1))
    .join('');

const toJson = (schema: z.ZodType, io: 'input' | 'output') =>
  z.toJSONSchema(schema, { io, metadata: names, unrepresentable: 'any' });

/** The root only holds the others together. */
const withoutRoot = (types: string) =>
  types
    .replace(/export interface Contract \{[^}]*\}\n/, '')
    .replaceAll(/\/\*\*\n \* This interface was referenced by `Contract`[^/]*\*\/\n/g, '');
