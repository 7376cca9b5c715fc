import type { INestApplication } from '@nestjs/common';
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
import { about, keyText, tags } from './reference/about.js';
import { describeLive } from './reference/async-description.js';
import { describeOperations, operationsOf } from './reference/describe-operations.js';
import { describeRules } from './reference/describe-rules.js';
import { livePaths } from './reference/live-operations.js';
import { serveReference } from './reference/reference-page.js';
import { apiSchema, describeAs, jsonSchema, type JsonSchema, refTo } from './api-schemas.js';

/** `GET /openapi.json`: the routes as Nest knows them, what goes in and out as the contracts say. With its reference page. */
export function describeApi(app: NestFastifyApplication) {
  let document: OpenAPIObject | undefined;
  const fastify = app.getHttpAdapter().getInstance();
  fastify.get('/openapi.json', () => (document ??= apiDocument(app)));
  describeLive(fastify);
  serveReference(fastify);
}

/** The same of an app that need not run. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Polyspool')
    .setDescription(about)
    .setVersion(ownPackage().version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .addServer('/', 'Where this is read')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'API key or JWT', description: keyText }, 'key')
    .addSecurityRequirements('key');
  for (const [name, text] of Object.entries(tags)) outline.addTag(name, text);
  return describe(SwaggerModule.createDocument(app, outline.build(), options));
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
  Object.assign(document.paths, livePaths);
  document.info.contact = { name: 'Polyspool' };
  describeAnswers(document);
  describeOperations(document);
  describeRules(document);
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
function describeAnswers(document: OpenAPIObject) {
  for (const [, , { responses }] of operationsOf(document)) {
    for (const [status, answer] of Object.entries(responses)) {
      if (Number(status) >= 400) answer.content ??= problem.content;
      answer.description ||= STATUS_CODES[status] ?? status;
    }
    Object.assign(responses, { default: { $ref: '#/components/responses/Problem' } });
  }
}
