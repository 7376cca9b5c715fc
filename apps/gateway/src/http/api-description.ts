import { catalogue } from '@polyspool/contracts/catalogue';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { ownPackage } from '@polyspool/service/own-package';
import { z } from 'zod';

/** `GET /openapi.json`: the routes as Nest knows them, the inputs as the contracts say. */
export function describeApi(app: NestFastifyApplication) {
  const outline = new DocumentBuilder()
    .setTitle('Polyspool')
    .setDescription('Media in, translated and learnable media out, as jobs to watch, cancel and trust.')
    .setVersion(ownPackage().version)
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key' }, 'key')
    .addSecurityRequirements('key')
    .build();
  let document: OpenAPIObject | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/openapi.json', () => (document ??= withContracts(SwaggerModule.createDocument(app, outline))));
}

/** Adds every job kind's input and output, and lists them for `POST /v1/jobs`. */
function withContracts(document: OpenAPIObject): OpenAPIObject {
  const schemas = (document.components ??= {}).schemas ?? {};
  for (const { name, input, output } of catalogue.values()) {
    schemas[`${name}.input`] = jsonSchema(input, 'input');
    schemas[`${name}.output`] = jsonSchema(output, 'output');
  }
  document.components.schemas = schemas;
  return document;
}

type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

export function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): Schema {
  const { $schema: _dialect, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json as Schema;
}
