import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { catalogue } from '@polyspool/contracts/catalogue';
import type { JobContract } from '@polyspool/contracts/define-jobs';
import { Problem } from '@polyspool/contracts/job-status';
import { ownPackage } from '@polyspool/service/own-package';
import { problemMediaType } from '@polyspool/service/problem';
import { STATUS_CODES } from 'node:http';
import { z } from 'zod';
import { GlossaryId, takesGlossary } from '../glossaries/kept-terms.js';
import { JobRequest } from '../jobs/job-request.js';
import { describedWebhooks } from '../webhooks/described-webhooks.js';
import { apiSchema, describeAs, jsonSchema, type JsonSchema, refTo } from './api-schemas.js';

/** `GET /openapi.json`: the routes as Nest knows them, what goes in and out as the contracts say. */
export function describeApi(app: NestFastifyApplication) {
  const outline = new DocumentBuilder()
    .setTitle('Polyspool')
    .setDescription('Media in, translated and learnable media out, as jobs to watch, cancel and trust.')
    .setVersion(ownPackage().version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'API key', description: 'An API key' }, 'key')
    .addSecurityRequirements('key')
    .build();
  let document: OpenAPIObject | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => (document ??= describe(SwaggerModule.createDocument(app, outline, options))));
}

describeAs('JobRequest', JobRequest);

const options: Parameters<typeof SwaggerModule.createDocument>[2] = {
  standardSchemaConverter: (schema, { schemaType }) => apiSchema(schema as z.ZodType, schemaType),
};

function describe(document: OpenAPIObject): OpenAPIObject {
  const contracts = [...catalogue.values()];
  const components = (document.components ??= {});
  const schemas: Record<string, JsonSchema> = {
    ...(components.schemas as Record<string, JsonSchema>),
    Problem: jsonSchema(Problem, 'output'),
    JobRequest: jobRequest(contracts),
    ...describedWebhooks.schemas,
    ...Object.assign({}, ...contracts.map(schemasOf)),
  };
  // Every answer about a job refers to one of these.
  for (const name of ['Job', 'JobResult']) schemas[name] = withOutputs(schemas[name]!, contracts);
  Object.assign(components, { schemas, responses: { Problem: problem } });
  Object.assign(document, { webhooks: describedWebhooks.webhooks });
  describeAnswers(document);
  return document;
}

const problem = {
  description: 'What went wrong (RFC 9457). `code` is stable; `/problems/{code}` tells more.',
  content: { [problemMediaType]: { schema: refTo('Problem') } },
};

/** `<kind>.input`, `.output`, what to post for such a job, and the input where the address names the upload. */
function schemasOf(contract: JobContract): Record<string, JsonSchema> {
  const { name, output } = contract;
  const { properties, ...frame } = jsonSchema(JobRequest, 'input');
  const request = { ...(properties as object), type: { type: 'string', const: name }, input: refTo(`${name}.input`) };
  return {
    [`${name}.input`]: inputOf(contract),
    [`${name}.output`]: jsonSchema(output, 'output'),
    [`${name}.request`]: { ...frame, properties: request },
  };
}

/** What may be posted: with the name of a glossary too, which the gateway puts in its place. */
function inputOf(contract: JobContract): JsonSchema {
  const schema = jsonSchema(contract.input, 'input');
  if (!takesGlossary(contract)) return schema;
  return {
    ...schema,
    properties: { ...(schema['properties'] as object), glossaryId: jsonSchema(GlossaryId, 'input') },
  };
}

function jobRequest(contracts: readonly JobContract[]): JsonSchema {
  const refs = contracts.map(({ name }) => [name, refTo(`${name}.request`)] as const);
  const mapping = Object.fromEntries(refs.map(([name, { $ref }]) => [name, $ref]));
  return { oneOf: refs.map(([, ref]) => ref), discriminator: { propertyName: 'type', mapping } };
}

/** The output of a job is that of its kind. */
function withOutputs(job: JsonSchema, contracts: readonly JobContract[]): JsonSchema {
  const output = { anyOf: contracts.map(({ name }) => refTo(`${name}.output`)) };
  return { ...job, properties: { ...(job['properties'] as object), output } };
}

/** Every operation may answer a problem; an answer of which nothing is said is called by its status. */
function describeAnswers({ paths }: OpenAPIObject) {
  for (const { responses } of Object.values(paths).flatMap((methods) => Object.values(methods) as Operation[])) {
    for (const [status, answer] of Object.entries(responses)) {
      if (Number(status) >= 400) answer.content = problem.content;
      answer.description ||= STATUS_CODES[status] ?? status;
    }
    Object.assign(responses, { default: { $ref: '#/components/responses/Problem' } });
  }
}

interface Operation {
  readonly responses: Record<string, { description: string; content?: object }>;
}
