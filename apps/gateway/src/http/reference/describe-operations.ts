import type { OpenAPIObject } from '@nestjs/swagger';
import type { JsonSchema } from '../api-schemas.js';
import { jobOperations } from './job-operations.js';
import { libraryOperations } from './library-operations.js';
import { operatorOperations } from './operator-operations.js';
import { headerTexts, parameterTexts } from './parameters.js';
import { Sampler } from './sample.js';

export const operationTexts = { ...jobOperations, ...libraryOperations, ...operatorOperations };

interface Content {
  readonly schema?: JsonSchema;
  example?: unknown;
  examples?: unknown;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  description?: string;
}

interface Answer {
  description: string;
  content?: Record<string, Content>;
  headers?: object;
}

export interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  security?: unknown[];
  parameters?: Parameter[];
  readonly requestBody?: { content: Record<string, Content> };
  readonly responses: Record<string, Answer>;
}

/** Every operation says what it does, what its parameters are for, and shows what goes in and out. */
export function describeOperations(document: OpenAPIObject) {
  const sampler = new Sampler((document.components?.schemas ?? {}) as Record<string, JsonSchema>);
  for (const [method, path, operation] of operationsOf(document)) {
    const route = `${method.toUpperCase()} ${path}`;
    const [summary = '', rest] = split(operationTexts[route] ?? operation.summary ?? '');
    operation.summary = summary;
    operation.description ||= rest ?? summary;
    operation.tags = (operation.tags ?? []).slice(-1).map((tag) => tag.toLowerCase());
    for (const parameter of operation.parameters ?? []) {
      const texts = parameter.in === 'header' ? headerTexts : parameterTexts;
      parameter.description ||= texts[parameter.name] ?? '';
    }
    for (const content of contentsOf(operation)) {
      if (content.schema && !('example' in content) && !('examples' in content))
        content.example = sampler.of(content.schema);
    }
  }
}

export const operationsOf = ({ paths }: OpenAPIObject) =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Operation>)
      .filter(([, operation]) => typeof operation === 'object' && 'responses' in operation)
      .map(([method, operation]) => [method, path, operation] as const),
  );

/** The first sentence, and what comes after it. */
function split(text: string): [string, string | undefined] {
  const [, first = text, rest] = /^(.*?)\.\s+(.*)$/s.exec(text) ?? [];
  return [first.replace(/\.$/, ''), rest];
}

const contentsOf = ({ requestBody, responses }: Operation) =>
  [requestBody, ...Object.values(responses)].flatMap((said) =>
    Object.entries(said?.content ?? {}).flatMap(([mediaType, content]) => (/json$/.test(mediaType) ? [content] : [])),
  );
