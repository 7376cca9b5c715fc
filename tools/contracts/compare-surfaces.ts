import { SchemaComparison } from './compare-schemas.ts';
import type { Operation, Schema, Surface, Way } from './surface.ts';

/** What of a change others would notice: it breaks what they have built. Empty: it only grows, or is the same. */
export function breaksOf(before: Surface, after: Surface): string[] {
  const compare = (way: Way, was: Schema, is: Schema, at: string) =>
    new SchemaComparison({ before: before.schemas, after: after.schemas }, way).breaks(was, is, at);
  const operations = Object.entries(before.operations).flatMap(([route, was]) => {
    const is = after.operations[route];
    return is
      ? operationBreaks(was, is, (way, a, b, at) => compare(way, a, b, `${route} ${at}`), route)
      : [`${route}: is gone`];
  });
  const messages = Object.entries(before.messages).flatMap(([name, was]) => {
    const is = after.messages[name];
    return is ? compare(was.way, was.payload, is.payload, name) : [`${name}: is gone`];
  });
  return [...new Set([...operations, ...messages])];
}

/** Routes, messages and schemas that were not there. */
export function additionsOf(before: Surface, after: Surface): string[] {
  return (['operations', 'messages', 'schemas'] as const).flatMap((part) =>
    Object.keys(after[part])
      .filter((name) => !(name in before[part]))
      .map((name) => `${part.slice(0, -1)} ${name}`),
  );
}

type Compare = (way: Way, was: Schema, is: Schema, at: string) => string[];

function operationBreaks(was: Operation, is: Operation, compare: Compare, route: string): string[] {
  return [
    ...parameterBreaks(was, is, compare, route),
    ...bodyBreaks(was, is, compare, route),
    ...answerBreaks(was, is, compare, route),
  ];
}

function parameterBreaks(was: Operation, is: Operation, compare: Compare, route: string) {
  const kept = Object.entries(was.parameters).flatMap(([name, old]) => {
    const now = is.parameters[name];
    if (!now) return [`${route} ${name}: is gone`];
    const needed = now.required && !old.required ? [`${route} ${name}: is needed now`] : [];
    return [...needed, ...compare('in', old.schema, now.schema, name)];
  });
  const added = Object.entries(is.parameters).filter(([name, { required }]) => required && !(name in was.parameters));
  return [...kept, ...added.map(([name]) => `${route} ${name}: is needed now`)];
}

function bodyBreaks(was: Operation, is: Operation, compare: Compare, route: string) {
  if (!is.body) return was.body ? [`${route} body: is gone`] : [];
  const needed = is.body.required && !was.body?.required ? [`${route} body: is needed now`] : [];
  const contents = Object.entries(was.body?.content ?? {}).flatMap(([type, old]) => {
    const now = is.body?.content[type];
    return now ? compare('in', old, now, 'body') : [`${route} body: ${type} is not taken any more`];
  });
  return [...needed, ...contents];
}

function answerBreaks(was: Operation, is: Operation, compare: Compare, route: string) {
  return Object.entries(was.answers).flatMap(([status, contents]) => {
    const now = is.answers[status];
    if (!now) return [`${route} ${status}: is answered no more`];
    return Object.entries(contents).flatMap(([type, old]) =>
      now[type] ? compare('out', old, now[type], status) : [`${route} ${status}: is ${type} no more`],
    );
  });
}
