import type { OpenAPIObject } from '@nestjs/swagger';
import { AppError } from '@polyspool/contracts/errors';
import { scopesOf } from '../../access/route-scopes.js';
import { type Operation, operationsOf } from './describe-operations.js';

/** They need no key. */
const open =
  /^\w+ (\/health\/|\/problems|\/v1\/(confirm-email|unsubscribe|provenance-keys|erasures\/))|^OPTIONS \/v1\/uploads\/resumable$/;
/** A signed link does as well. */
const byLink = /\/content$/;

/** What holds for all operations alike: keys and their scopes, answers that the caller has already, waiting for a job. */
export function describeRules(document: OpenAPIObject) {
  for (const [method, path, operation] of operationsOf(document)) {
    const route = `${method.toUpperCase()} ${path}`;
    operation.security = open.test(route) ? [] : byLink.test(path) ? [{ key: [] }, {}] : [{ key: [] }];
    const scopes = open.test(route) ? [] : scopesOrNone(method.toUpperCase(), path.replaceAll(/\{(\w+)\}/g, ':$1'));
    if (scopes.length) operation.description += `\n\nScope: ${scopes.map((scope) => `\`${scope}\``).join(', ')}`;
    if (method === 'get' && jsonOf(operation, '200')) addEtag(operation);
    if (refOf(operation, '202') === '#/components/schemas/Job') addWait(operation);
  }
}

function scopesOrNone(method: string, route: string) {
  try {
    return scopesOf(method, route);
  } catch (error) {
    if (error instanceof AppError) return []; // no key is made for it: it takes one that is made for everything
    throw error;
  }
}

function addEtag(operation: Operation) {
  const { responses } = operation;
  responses['200']!.headers = {
    ...responses['200']!.headers,
    ETag: { description: 'Which answer it is', schema: text },
  };
  responses['304'] ??= { description: 'As the caller has it' };
  addHeader(operation, 'If-None-Match', 'The `ETag` of the answer that the caller has');
}

function addWait(operation: Operation) {
  const description = 'The job, which has ended within the time that `Prefer: wait` gave it';
  operation.responses['200'] ??= { description, content: { ...operation.responses['202']!.content } };
  addHeader(
    operation,
    'Prefer',
    '`wait=10`: if the job ends within so many seconds (28 are the most), the answer is 200 and the job as it ended',
  );
}

const text = { type: 'string' };

function addHeader(operation: Operation, name: string, description: string) {
  operation.parameters ??= [];
  if (operation.parameters.some((parameter) => parameter.name === name)) return;
  operation.parameters.push({ name, in: 'header', required: false, description, schema: text });
}

const jsonOf = ({ responses }: Operation, status: string) => responses[status]?.content?.['application/json'];
const refOf = (operation: Operation, status: string) => jsonOf(operation, status)?.schema?.['$ref'];
